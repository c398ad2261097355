package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.atomicwrite.AtomicFileWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FifoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W23 S1 A FIFO in the place of a state file is refused, and doesn't stop those that wait for the file")
    void refusesAFifo() throws Exception {
        Path fifo = directory.resolve("state");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        StateFile<List<String>> state = StateFile.of(fifo, new LinesFormat(), AtomicFileWriter.create());

        refuses(state::read);
        refuses(() -> state.update(List::of, lines -> lines));
        refuses(() -> state.update(List::of, lines -> lines));
        assertHoldsOnly(directory, "state");
    }

    private static void refuses(Callable<?> use) {
        assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThat(catchThrowable(use::call))
                        .isInstanceOf(FileSystemException.class)
                        .isNotInstanceOf(CorruptStateException.class)
                        .hasMessageContaining("is not a regular file"));
    }
}
