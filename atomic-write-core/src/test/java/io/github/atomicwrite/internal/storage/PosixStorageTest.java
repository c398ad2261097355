package io.github.atomicwrite.internal.storage;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.LogRecorder;
import io.github.atomicwrite.internal.IoAction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the system refuses, what is held open, and what a sweep and a quarantine leave alone. */
@EnabledOnOs(OS.LINUX)
class PosixStorageTest {
    /** The system forces no device of this kind, and no directory of this file system (fsync(2), EINVAL). */
    private static final Path UNFORCEABLE = Path.of("/dev/null");

    private static final Path UNFORCEABLE_DIRECTORY = Path.of("/proc");

    private final Storage storage = new PosixStorage();

    @TempDir
    private Path directory;

    private Path temporary;
    private Path guard;

    @BeforeEach
    void createATemporary() throws IOException {
        temporary = Files.writeString(directory.resolve("temporary"), "half");
        guard = directory.resolve("guard");
    }

    @Test
    @DisplayName("W3 A force that the system refuses is an error, of a file, a temporary and a directory")
    void reportsAForceThatIsRefused() throws IOException {
        assertRefused(() -> storage.force(UNFORCEABLE));
        try (TemporaryFile file = new PosixTemporary(
                UNFORCEABLE,
                AsynchronousFileChannel.open(UNFORCEABLE, Set.of(StandardOpenOption.WRITE), CallerRuns.INSTANCE))) {
            assertRefused(file::force);
        }
        try (OpenDirectory open = storage.openDirectory(UNFORCEABLE_DIRECTORY)) {
            assertRefused(open::force);
        }
    }

    private static void assertRefused(IoAction force) {
        assertThatThrownBy(force::run).isInstanceOf(IOException.class).hasMessage("Invalid argument");
    }

    @Test
    @DisplayName("W2 A file that is held stays open after it has been replaced, until it is let go")
    void holdsAFileThatIsReplaced() throws IOException {
        Path file = temporary.toRealPath();
        Closeable held = storage.hold(file);
        Files.move(Files.createFile(guard), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(OpenFiles.of(file)).isOne();
        assertThat(held).isNotNull();
        held.close();
        assertThat(OpenFiles.of(file)).isZero();
    }

    @Test
    @DisplayName("W2 What can't be held is noted in the log, and is no error; where nothing is, nothing is noted")
    void notesWhatItCanNotHold() {
        try (LogRecorder log = new LogRecorder(Storage.class)) {
            assertThat(storage.hold(directory.resolve("absent"))).isNull();
            assertThat(log.records()).isEmpty();
            assertThat(storage.hold(directory)).isNull();
            assertThat(log.records())
                    .singleElement()
                    .satisfies(record -> assertThat(record.getMessage()).contains(directory.toString()));
        }
    }

    @Test
    @DisplayName("W16 A file that is forced by its path is closed again")
    void closesWhatItHasForced() throws IOException {
        storage.force(temporary);
        assertThat(OpenFiles.of(temporary.toRealPath())).isZero();
        assertThatThrownBy(() -> storage.force(directory.resolve("absent"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @DisplayName("W4 A move that is refused for another reason than a mount point is reported as the system does")
    void reportsAMoveThatIsRefused() throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));
        assertThatThrownBy(() -> storage.replace(temporary, target))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Is a directory")
                .hasMessageNotContaining("mount");
        assertThat(temporary).hasContent("half");
        assertThat(target).isEmptyDirectory();
    }

    @Test
    @DisplayName("S7 A file is moved aside to a free name only")
    void movesAsideToAFreeName() throws IOException {
        Path taken = Files.writeString(directory.resolve("taken"), "taken");
        assertThatThrownBy(() -> storage.moveAside(temporary, taken)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(taken).hasContent("taken");
        Path free = directory.resolve("free");
        assertThatThrownBy(() -> storage.moveAside(directory.resolve("absent"), free))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(free).doesNotExist();
        storage.moveAside(temporary, free);
        assertThat(free).hasContent("half");
        assertHoldsOnly(directory, "taken", "free");
    }

    @Test
    @DisplayName("W19 A temporary whose guard is gone is removed; one that is gone itself is not reported")
    void removesATemporaryWithoutItsGuard() throws IOException {
        assertThat(storage.deleteIfAbandoned(temporary, guard)).isTrue();
        assertThat(temporary).doesNotExist();
        assertThat(storage.deleteIfAbandoned(temporary, guard)).isFalse();
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName("W19 A temporary whose guard nobody has locked is removed, and the guard is closed again")
    void removesATemporaryOfADeadWriter() throws IOException {
        Files.createFile(guard);
        assertThat(storage.deleteIfAbandoned(temporary, guard)).isTrue();
        assertHoldsOnly(directory, "guard");
        assertThat(OpenFiles.of(guard.toRealPath())).isZero();
    }

    @Test
    @DisplayName("W19 A temporary whose guard is locked stays")
    void keepsATemporaryOfALiveWriter() throws IOException {
        try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(storage.deleteIfAbandoned(temporary, guard)).isFalse();
            assertThat(OpenFiles.of(guard.toRealPath())).isOne();
        }
        assertThat(temporary).hasContent("half");
    }

    @Test
    @DisplayName("W19 A temporary whose guard is no regular file stays, and that file is not opened")
    void keepsATemporaryWhoseGuardIsNoFile() throws IOException {
        Files.createDirectory(guard);
        assertThat(storage.deleteIfAbandoned(temporary, guard)).isFalse();
        Files.delete(guard);
        Files.createSymbolicLink(guard, directory.resolve("absent"));
        assertThat(storage.deleteIfAbandoned(temporary, guard)).isFalse();
        assertThat(temporary).hasContent("half");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        assertThat(storage.deleteIfAbandoned(folder, directory.resolve("absent")))
                .isFalse();
        assertThat(folder).isEmptyDirectory();
    }
}
