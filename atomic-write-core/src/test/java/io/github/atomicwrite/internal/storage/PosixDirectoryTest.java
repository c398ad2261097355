package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.LogRecorder;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PosixDirectoryTest {
    private final LogRecorder log = new LogRecorder(Storage.class);

    @TempDir
    private Path directory;

    private Path file;
    private AsynchronousFileChannel channel;
    private PosixDirectory open;

    @BeforeEach
    void openTheDirectory() throws IOException {
        directory = directory.toRealPath();
        file = Files.writeString(directory.resolve("file"), "content");
        channel = AsynchronousFileChannel.open(directory, Set.of(StandardOpenOption.READ), CallerRuns.INSTANCE);
        open = new PosixDirectory(channel);
    }

    @AfterEach
    void closeAll() throws IOException {
        open.close();
        log.close();
    }

    @Test
    @DisplayName("Batch A replaced file is held until its directory has been forced")
    void holdsAFileUntilTheForce() throws IOException {
        open.hold(file);
        Files.delete(file);
        assertThat(OpenFiles.of(file)).isOne();
        open.force();
        assertThat(OpenFiles.of(file)).isZero();
    }

    @Test
    @DisplayName("W16 A held file is released, and the directory closed, if there is no force")
    void releasesAFileOnClose() throws IOException {
        open.hold(file);
        assertThat(OpenFiles.of(directory)).isOne();
        open.close();
        assertThat(OpenFiles.of(file)).isZero();
        assertThat(OpenFiles.of(directory)).isZero();
    }

    @Test
    @DisplayName("Batch A directory that can't be forced is an error, and what it holds is still held")
    void holdsAFileIfTheForceFails() throws IOException {
        open.hold(file);
        channel.close();
        assertThatThrownBy(open::force).isInstanceOf(IOException.class);
        assertThat(OpenFiles.of(file)).isOne();
        open.close();
        assertThat(OpenFiles.of(file)).isZero();
    }

    @Test
    @DisplayName("Batch A file that can't be held is noted in the log, and is no error")
    void logsWhatItCanNotHold() throws IOException {
        open.hold(directory.resolve("absent"));
        open.force();
        assertThat(log.records())
                .singleElement()
                .satisfies(record -> assertThat(record.getMessage())
                        .contains(directory.resolve("absent").toString()));
    }
}
