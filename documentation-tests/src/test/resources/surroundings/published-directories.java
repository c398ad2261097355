import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PublishedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

abstract class Surroundings {
    AtomicFileWriter writer;
    String eur;
    Exporter exporter;

    abstract void load(Path file) throws IOException;

    interface Exporter {
        void exportTo(Path directory) throws IOException;
    }
}
