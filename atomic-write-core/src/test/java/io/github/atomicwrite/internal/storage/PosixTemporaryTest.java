package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** A temporary whose disk is full, or whose name someone takes away. */
@EnabledOnOs(OS.LINUX)
class PosixTemporaryTest {
    private final LogRecorder log = new LogRecorder(Storage.class);

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void nameTheTemporary() throws IOException {
        path = directory.toRealPath().resolve("temporary");
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private TemporaryFile create() throws IOException {
        return new PosixStorage().create(path, Storage.Visibility.OWNER);
    }

    private void assertLogged(String text) {
        assertThat(log.records()).singleElement().satisfies(record -> {
            assertThat(record.getMessage()).contains(text);
            assertThat(record.getThrown()).isNotNull();
        });
    }

    @Test
    @DisplayName("W4 An error of the disk arrives with the system's own text")
    void reportsAFullDisk() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "there is no device that is always full");
        try (TemporaryFile file = new PosixTemporary(
                full, AsynchronousFileChannel.open(full, Set.of(StandardOpenOption.WRITE), CallerRuns.INSTANCE))) {
            assertThatThrownBy(() -> file.write(new byte[1], 0, 1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("No space left on device");
        }
    }

    @Test
    @DisplayName("W4 What can't be forced or written is an error, and nothing else is changed")
    void reportsWhatItCanNotDo() throws IOException {
        TemporaryFile file = create();
        file.write(new byte[] {'x'}, 0, 1);
        file.close();
        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        file.close();
        assertThat(path).hasContent("x");
        assertThat(OpenFiles.of(path)).isZero();
    }

    @Test
    @DisplayName("W9 An owner that can't be kept is noted in the log, and is no error")
    void logsAnOwnerThatIsNotKept() throws IOException {
        try (TemporaryFile file = create()) {
            Files.delete(path);
            assertThat(file.setOwner(1)).isFalse();
        }
        assertLogged("owner");
    }

    @Test
    @DisplayName("W9 Attributes that can't be read are noted in the log, and are no error")
    void logsAttributesThatAreNotRead() throws IOException {
        Path absent = directory.resolve("absent");
        try (TemporaryFile file = create()) {
            file.copyUserAttributes(absent);
        }
        assertLogged(absent.toString());
    }

    @Test
    @DisplayName("W9 An attribute that can't be kept is noted in the log, and is no error")
    void logsAnAttributeThatIsNotKept() throws IOException {
        Path from = Files.writeString(directory.resolve("from"), "old");
        assumeTrue(Files.getFileStore(from).supportsFileAttributeView("user"), "no extended attributes here");
        Files.setAttribute(from, "user:comment", new byte[] {1});
        try (TemporaryFile file = create()) {
            Files.delete(path);
            file.copyUserAttributes(from);
        }
        assertLogged("comment");
    }

    @Test
    @DisplayName("W9 Attributes of the user's namespace are kept")
    void keepsAttributes() throws IOException {
        Path from = Files.writeString(directory.resolve("from"), "old");
        assumeTrue(Files.getFileStore(from).supportsFileAttributeView("user"), "no extended attributes here");
        Files.setAttribute(from, "user:one", new byte[] {1, 2, 3});
        Files.setAttribute(from, "user:two", new byte[0]);
        try (TemporaryFile file = create()) {
            file.copyUserAttributes(from);
        }
        assertThat(Files.getAttribute(path, "user:one")).isEqualTo(new byte[] {1, 2, 3});
        assertThat(Files.getAttribute(path, "user:two")).isEqualTo(new byte[0]);
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("Batch A file whose writing back can't be started is noted in the log, and is no error")
    void logsWhatIsNotWrittenBack() throws IOException {
        try (TemporaryFile file = create()) {
            Files.delete(path);
            file.startWriteBack();
        }
        assertLogged(path.toString());
    }

    @Test
    @DisplayName("Batch W16 To start the writing back leaves the file open once, and changes no byte of it")
    void startsTheWritingBack() throws IOException {
        try (TemporaryFile file = create()) {
            file.armWriteBackOnClose();
            assertThat(path).isEmptyFile();
            file.write(new byte[] {'x', 'y'}, 1, 1);
            file.startWriteBack();
            assertThat(OpenFiles.of(path)).isOne();
            file.write(new byte[] {'z'}, 0, 1);
        }
        assertThat(path).hasContent("yz");
        assertThat(log.records()).isEmpty();
    }
}
