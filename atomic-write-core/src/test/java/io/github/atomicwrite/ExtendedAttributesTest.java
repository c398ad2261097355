package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendedAttributesTest {
    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void startWithAnAttribute() throws IOException {
        target = Files.writeString(directory.resolve("target"), "old");
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("user"), "no extended attributes here");
        view(target).write("origin", StandardCharsets.UTF_8.encode("https://example.org/ä"));
        view(target).write("empty", ByteBuffer.allocate(0));
    }

    @Test
    @DisplayName("W9 Extended attributes of the user are carried over")
    void carriesThemOver() throws IOException {
        AtomicFileWriter.create().withMode(FileMode.of(0400)).writeString(target, "new");
        assertThat(target).hasContent("new");
        assertThat(view(target).list()).containsExactlyInAnyOrder("origin", "empty");
        ByteBuffer value = ByteBuffer.allocate(view(target).size("origin"));
        view(target).read("origin", value);
        assertThat(StandardCharsets.UTF_8.decode(value.flip()).toString()).isEqualTo("https://example.org/ä");
    }

    @Test
    @DisplayName("W19 Carrying them over does not cost the temporary its lock")
    void keepsTheLock() throws Exception {
        try (PendingFile file = AtomicFileWriter.create().open(target)) {
            file.output().write('x');
            String swept = ChildJvm.of(Sweep.class).run(directory);
            assertThat(swept).isEqualTo("swept 0");
            file.commit();
        }
        assertThat(target).hasContent("x");
    }

    private static UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    }

    /** Sweeps a directory, and prints how many it removed. */
    static final class Sweep {
        public static void main(String[] arguments) throws IOException {
            List<Path> removed = StaleTemporaries.sweep(Path.of(arguments[0]));
            System.out.println("swept " + removed.size());
        }
    }
}
