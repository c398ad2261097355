package io.github.atomicwrite.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that ends in the middle of a crash test. */
class KilledRunTest {
    private static final int EXIT = 7;
    private static final int KILLED_BY_SIGKILL = 128 + 9;

    @TempDir
    private Path temporaryFiles;

    @ParameterizedTest
    @ValueSource(strings = {"action", "expectation"})
    @DisplayName("T4 what a run leaves that is killed in its action or in an expectation is deleted by the next run")
    void isCleanedUpByTheNextRun(String where) throws Exception {
        kill(where);
        assertThat(left()).as("after the kill").isNotEmpty();
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

    /** Everything: the names of files that the agent or the JVM leaves aren't known. */
    private List<Path> left() throws IOException {
        try (Stream<Path> entries = Files.list(temporaryFiles)) {
            return entries.toList();
        }
    }

    private void run(String end) throws Exception {
        Process process = start(end);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(end.equals("end") ? 0 : EXIT);
    }

    private void kill(String where) throws Exception {
        Process process = start(where);
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("in the " + where);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(KILLED_BY_SIGKILL);
    }

    private Process start(String end) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporaryFiles,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        end)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            String end = arguments[0];
            CrashTest.of(directory -> {
                        Files.writeString(directory.resolve("file"), "text");
                        waitToBeKilledIf(end, "action");
                    })
                    .expectAlways(directory -> {
                        waitToBeKilledIf(end, "expectation");
                        if (end.equals("exit")) {
                            System.exit(EXIT);
                        }
                    })
                    .survivesKill();
        }

        private static void waitToBeKilledIf(String end, String here) throws InterruptedException {
            if (end.equals(here)) {
                System.out.println("in the " + here);
                Thread.currentThread().join(); // never returns
            }
        }
    }
}
