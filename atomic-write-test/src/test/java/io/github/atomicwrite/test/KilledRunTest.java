package io.github.atomicwrite.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that ends in the middle of a crash test. */
class KilledRunTest {
    @TempDir
    private Path temporaryFiles;

    @Test
    @DisplayName("T4 what a killed run leaves is deleted by the next run")
    void isCleanedUpByTheNextRun() throws Exception {
        run("halt");
        assertThat(left()).as("after the kill").hasSize(2);
        run("end");
        assertThat(left()).isEmpty();
    }

    @Test
    @DisplayName("T4 a run whose JVM exits in the middle leaves nothing")
    void cleansUpWhenTheJvmExits() throws Exception {
        run("exit");
        assertThat(left()).isEmpty();
    }

    @Test
    @DisplayName("T4 a run that is still alive loses nothing to the next run")
    void sparesARunThatIsAlive() throws Exception {
        try (RunDirectory alive = RunDirectory.createIn(temporaryFiles)) {
            Path directory = alive.recorded();
            run("end");
            assertThat(directory).isDirectory();
        }
        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(temporaryFiles)) {
            return entries.filter(path -> path.getFileName().toString().startsWith(RunDirectory.PREFIX))
                    .toList();
        }
    }

    private void run(String end) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporaryFiles,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        end)
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(end.equals("end") ? 0 : 7);
    }

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            CrashTest.of(directory -> Files.writeString(directory.resolve("file"), "text"))
                    .expectAlways(directory -> end(arguments[0]))
                    .survivesKill();
        }

        private static void end(String how) {
            switch (how) {
                case "halt" -> Runtime.getRuntime().halt(7);
                case "exit" -> System.exit(7);
                default -> assertThat(how).isEqualTo("end");
            }
        }
    }
}
