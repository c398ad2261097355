package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a {@link TreeRemoval} does if another program changes the tree. */
@EnabledOnOs(OS.LINUX)
class TreeRemovalTest {
    @TempDir
    private Path directory;

    @Test
    void keepsAFileInThePlaceOfTheDirectoryAndLeavesNoDescriptor() throws IOException {
        Path file = Files.writeString(directory.resolve("version"), "kept");

        assertThatThrownBy(() -> TreeRemoval.remove(file))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("kept");
        assertThat(openFiles()).doesNotContain(file.toRealPath());
    }

    @Test
    void keepsWhatALinkInThePlaceOfTheDirectoryLeadsTo() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("file"), "kept");
        Path link = Files.createSymbolicLink(directory.resolve("version"), other);

        assertThatThrownBy(() -> TreeRemoval.remove(link)).isInstanceOf(NotDirectoryException.class);
        assertThat(other.resolve("file")).hasContent("kept");
    }

    @Test
    void removesATreeOnAStoreWithoutOpenDirectories() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.windows())) {
            Path tree = Files.createDirectories(memory.getPath("version").toAbsolutePath());
            Files.createDirectories(tree.resolve("outer").resolve("inner"));
            Files.writeString(tree.resolve("outer").resolve("file"), "content");
            Path kept = Files.writeString(tree.resolveSibling("kept"), "kept");
            Files.createSymbolicLink(tree.resolve("link"), kept);

            TreeRemoval.remove(tree);

            assertThat(Files.exists(tree)).isFalse();
            assertThat(Files.readString(kept)).isEqualTo("kept");
            TreeRemoval.remove(tree);
        }
    }

    @Test
    void removesADeepTreeWithFewDescriptors() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("version"));
        Path inner = tree;
        for (int depth = 0; depth < 100; depth++) {
            Files.createFile(inner.resolve("file"));
            inner = Files.createDirectory(inner.resolve("directory"));
        }
        Path kept = Files.writeString(directory.resolve("kept"), "kept");
        Files.createSymbolicLink(inner.resolve("link"), kept);

        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).hasContent("kept");
        assertThat(openFiles()).noneMatch(open -> open.startsWith(tree));
        TreeRemoval.remove(tree);
    }

    private static List<Path> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(Files::exists)
                    .map(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor);
                        } catch (IOException closed) {
                            return descriptor;
                        }
                    })
                    .toList();
        }
    }
}
