package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Programs;
import io.github.atomicwrite.RecordingStorage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path directory;

    @Test
    void createsMissingParents() throws Exception {
        Directories.createDurably(directory.resolve("a/b"));
        Directories.createDurably(directory.resolve("a/b"));
        assertThat(directory.resolve("a/b")).isEmptyDirectory();
        Directories.createDurablyBelow(directory, directory.resolve("a/b/c/d"));
        Directories.createDurablyBelow(directory, directory.resolve("a/b/c/d"));
        assertThat(directory.resolve("a/b/c/d")).isEmptyDirectory();
    }

    @Test
    @DisplayName("S12 A directory that is created is forced into its parent, and so is each missing parent")
    void forcesTheParentOfEachDirectoryThatWasMissing(@TempDir Path scratch) throws Exception {
        Programs.assumeTracing();
        Path trace = scratch.resolve("trace");
        ChildJvm.of(Create.class).after(Programs.recording(trace, "fsync")).run(directory.resolve("a/b/c"));
        assertThat(directory.resolve("a/b/c")).isEmptyDirectory();
        Path real = directory.toRealPath();
        assertThat(Files.readAllLines(trace))
                .satisfiesOnlyOnce(call -> assertThat(call).contains("<" + real + ">"))
                .satisfiesOnlyOnce(call -> assertThat(call).contains("<" + real.resolve("a") + ">"))
                .satisfiesOnlyOnce(call -> assertThat(call).contains("<" + real.resolve("a/b") + ">"));
    }

    @Test
    @DisplayName("S12 A directory that exists is not forced; each parent of a missing one is, from the top down")
    void forcesTheParentsOfWhatWasMissing() throws Exception {
        RecordingStorage storage = new RecordingStorage(Storages.of(directory));
        Directories.createDurably(directory, path -> storage.storage());
        assertThat(storage.takeForced()).isEmpty();
        Directories.createDurably(directory.resolve("a/b/c"), path -> storage.storage());
        assertThat(directory.resolve("a/b/c")).isEmptyDirectory();
        assertThat(storage.takeForced()).containsExactly(directory, directory.resolve("a"), directory.resolve("a/b"));
    }

    @Test
    @DisplayName("S12 Below a directory, all are forced down to the parent, although none is missing")
    void forcesAllBelowADirectory() throws Exception {
        RecordingStorage storage = new RecordingStorage(Storages.of(directory));
        for (int i = 0; i < 2; i++) {
            Directories.createDurablyBelow(directory, directory.resolve("a/b/c"), path -> storage.storage());
            assertThat(directory.resolve("a/b/c")).isEmptyDirectory();
            assertThat(storage.takeForced())
                    .containsExactly(directory, directory.resolve("a"), directory.resolve("a/b"));
        }
    }

    @Test
    @DisplayName("S12 If a parent can't be forced, that is the error")
    void failsWhereAParentCanNotBeForced() {
        IOException lost = new IOException("Input/output error");
        RecordingStorage storage =
                new RecordingStorage(Storages.of(directory)).failingToForce(directory.resolve("a"), lost);
        assertThatThrownBy(() -> Directories.createDurably(directory.resolve("a/b"), path -> storage.storage()))
                .isSameAs(lost);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("S12 A directory that the system can't force is an error, even if no directory is missing")
    void reportsADirectoryThatCanNotBeForced() {
        Path unforceable = Path.of("/proc"); // fsync(2), EINVAL
        assertThatThrownBy(() -> Directories.createDurablyBelow(unforceable, unforceable.resolve("self")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("Invalid argument");
    }

    static final class Create {
        public static void main(String[] arguments) throws Exception {
            Directories.createDurably(Path.of(arguments[0]));
        }
    }

    @Test
    void createsNoDirectoryInPlaceOfAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThatThrownBy(() -> Directories.createDurably(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Directories.createDurablyBelow(directory, file))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("text");
    }

    @Test
    void listsDirectoriesButNoLinksToThem() throws Exception {
        Path sub = Files.createDirectories(directory.resolve("sub/below")).getParent();
        Files.createSymbolicLink(directory.resolve("link"), sub);
        Files.createFile(directory.resolve("file"));
        assertThat(Directories.in(directory)).containsExactly(sub);
        assertThat(Directories.exists(directory.resolve("link"))).isTrue();
        assertThat(Directories.exists(directory.resolve("file"))).isFalse();
    }

    @Test
    void reportsADirectoryThatIsMissing() throws Exception {
        assertThatThrownBy(() -> Directories.in(directory.resolve("absent")))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
}
