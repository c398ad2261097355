package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.Directories;
import io.github.atomicwrite.internal.storage.Storage.Visibility;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone renames a file that this process has open to the name of the temporary, right after that was created. */
class OpenFilePathTest {
    private static final int PUBLIC = 0666;

    @TempDir
    private Path directory;

    private Path name;
    private Storage storage;

    @BeforeEach
    void nameTheTemporary() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")));
        storage = new PosixStorage();
        name = directory.resolve(".temporary");
    }

    @Test
    @DisplayName("W23 The mode of a file that the process reads is not changed")
    void changesNoFileThatIsOpenElsewhere() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        storageMode(secret, 0600);
        try (Closeable reader = Files.newInputStream(secret);
                TemporaryFile file = storage.create(name, Visibility.OWNER)) {
            assertThat(reader).isNotNull();
            Files.move(name, directory.resolve("aside"));
            Files.move(secret, name);
            assertThat(catchThrowable(() -> publish(file))).isInstanceOf(IOException.class);
        }
        assertThat(Directories.mode(name)).hasToString("0600");
        assertThat(name).hasContent("secret");
    }

    @Test
    @DisplayName("W23 The mode of another temporary of this process is not changed")
    void changesNoOtherTemporary() throws IOException {
        Path otherName = directory.resolve(".other");
        try (TemporaryFile other = storage.create(otherName, Visibility.OWNER)) {
            other.lock();
            try (TemporaryFile file = storage.create(name, Visibility.OWNER)) {
                Files.move(name, directory.resolve("aside"));
                Files.move(otherName, name, StandardCopyOption.ATOMIC_MOVE);
                assertThat(catchThrowable(() -> publish(file))).isInstanceOf(IOException.class);
            }
            other.write(new byte[] {1}, 0, 1);
        }
        assertThat(Directories.mode(name)).hasToString("0600");
    }

    @Test
    @DisplayName("W23 A temporary that is closed leaves its descriptor to the next")
    void takesADescriptorAgain() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (TemporaryFile file = storage.create(name, Visibility.OWNER)) {
                publish(file);
                assertThat(Directories.mode(name).bits()).isEqualTo(PUBLIC);
            }
            Files.delete(name);
        }
    }

    @Test
    @DisplayName("W23 A descriptor that was refused for one temporary is there for the next")
    void takesADescriptorThatWasRefused() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        try (Closeable reader = Files.newInputStream(secret);
                TemporaryFile file = storage.create(name, Visibility.OWNER)) {
            assertThat(reader).isNotNull();
            Files.move(name, directory.resolve("aside"));
            Files.move(secret, name);
            assertThat(catchThrowable(() -> publish(file))).isInstanceOf(IOException.class);
        }
        List<TemporaryFile> next = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) { // one of them gets the lowest free descriptor, which the reader had
                Path path = directory.resolve(".next" + i);
                next.add(storage.create(path, Visibility.OWNER));
                publish(next.get(i));
                assertThat(Directories.mode(path).bits()).isEqualTo(PUBLIC);
            }
        } finally {
            for (TemporaryFile file : next) {
                file.close();
            }
        }
    }

    @Test
    @DisplayName(
            "W23 Each of many open files is found, by a thread that has found none before, and after it is renamed")
    void findsEachOfManyOpenFiles() throws Exception {
        List<Path> files = new ArrayList<>();
        List<Closeable> open = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                files.add(Files.createFile(directory.resolve("file" + i)));
                open.add(Files.newInputStream(files.get(i)));
            }
            Collections.shuffle(files, new Random(1));
            Map<Path, Path> found = new HashMap<>();
            FutureTask<Object> finding = new FutureTask<>(() -> {
                for (Path file : files) {
                    found.put(file, OpenFilePath.of(file));
                }
                return null;
            });
            new Thread(finding).start();
            finding.get();
            for (Path file : files) {
                Path renamed = Files.move(file, file.resolveSibling(file.getFileName() + ".renamed"));
                assertThat(found.get(file)).isNotEqualTo(file);
                assertThat(Files.isSameFile(found.get(file), renamed)).isTrue();
            }
        } finally {
            for (Closeable one : open) {
                one.close();
            }
        }
    }

    @Test
    @DisplayName("W23 A file that is not open, or has lost its name, is not found")
    void findsNothingElse() throws IOException {
        Path closed = Files.createFile(directory.resolve("closed"));
        assertThat(catchThrowable(() -> OpenFilePath.of(closed))).isInstanceOf(NoSuchFileException.class);
        try (Closeable open = Files.newInputStream(closed)) {
            assertThat(open).isNotNull();
            Files.move(closed, directory.resolve("renamed"));
            assertThat(catchThrowable(() -> OpenFilePath.claim(closed))).isInstanceOf(NoSuchFileException.class);
        }
    }

    private static void publish(TemporaryFile file) throws IOException {
        file.lock();
        file.setMode(PUBLIC);
    }

    private static void storageMode(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:mode", mode);
    }
}
