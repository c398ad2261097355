package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
