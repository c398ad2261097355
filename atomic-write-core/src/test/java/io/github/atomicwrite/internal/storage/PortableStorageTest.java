package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.atomicwrite.internal.IoAction;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Another provider's file system: what it has, and what it hasn't. */
class PortableStorageTest {
    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
    private final Storage storage = new PortableStorage();

    private Path directory;
    private Path file;

    @BeforeEach
    void createAFile() throws IOException {
        directory = memory.getPath("").toAbsolutePath();
        file = Files.writeString(directory.resolve("file"), "content");
    }

    @AfterEach
    void closeTheFileSystem() throws IOException {
        memory.close();
    }

    @Test
    @DisplayName("W18 A file is forced, which fails if there is none, and creates none")
    void forcesAFile() throws IOException {
        storage.force(file);
        assertThat(Files.readString(file)).isEqualTo("content");
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> storage.force(absent)).isInstanceOf(NoSuchFileException.class);
        assertThat(Files.exists(absent)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("W3 W18 A force that the provider refuses is an error")
    void reportsAForceThatIsRefused() {
        Path unforceable = Path.of("/dev/null"); // fsync(2), EINVAL
        assertThatThrownBy(() -> storage.force(unforceable))
                .isInstanceOf(IOException.class)
                .hasMessage("Invalid argument");
    }

    @Test
    @DisplayName("W18 A directory, which no provider can force, is no reason to fail")
    void opensADirectory() throws IOException {
        assertThat(storage.hold(file)).isNull();
        try (OpenDirectory open = storage.openDirectory(directory)) {
            open.force();
        }
        assertThat(Files.readString(file)).isEqualTo("content");
    }

    @Test
    @DisplayName("P9 W18 Links, locks and trees are refused with their path, and nothing is created")
    void refusesWhatItHasNot() throws IOException {
        assertThat(storage.hasLinksAndLocks()).isFalse();
        Path absent = directory.resolve("absent");
        List<IoAction> refused = List.of(
                () -> storage.createDirectory(absent, Storage.Visibility.OWNER),
                () -> storage.setDirectoryMode(absent, 0700),
                () -> storage.createLockFile(absent),
                () -> storage.createLink(absent, memory.getPath("file")),
                () -> storage.visit(absent, entry -> {}),
                () -> storage.removeTree(absent),
                () -> storage.tryLock(absent),
                () -> storage.tryLockShared(absent));
        for (IoAction one : refused) {
            assertThatThrownBy(one::run)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining(absent.toString());
        }
        assertThat(Files.exists(absent)).isFalse();
    }

    @Test
    @DisplayName("W19 Nothing is swept, because no lock proves that a writer is dead")
    void sweepsNothing() throws IOException {
        assertThat(storage.deleteIfAbandoned(file, file)).isFalse();
        assertThat(Files.readString(file)).isEqualTo("content");
    }
}
