abstract class Surroundings {
    void use(int number) {}
}
