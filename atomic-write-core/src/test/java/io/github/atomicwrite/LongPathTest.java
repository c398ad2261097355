package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paths near the limits of the kernel: 4,095 bytes for a path, 40 links. */
class LongPathTest {
    private static final int LINKS = 25;
    private static final int LINK_LENGTH = 205;
    private static final int PATH_LENGTH = 4_062;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("W10 25 relative links of 205 bytes each work, as they do in the kernel")
    void followsManyLongLinks(EntryPoint entryPoint) throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        String next = "target";
        for (int link = 0; link < LINKS; link++) {
            Path path = directory.resolve("link" + link);
            String padding = "./".repeat((LINK_LENGTH - next.length()) / 2);
            Files.createSymbolicLink(path, directory.getFileSystem().getPath(padding + next));
            next = path.getFileName().toString();
        }
        Path first = directory.resolve(next);
        assertThat(first).as("read by the kernel").hasContent("old");

        entryPoint.write(AtomicFileWriter.create(), first, "new");

        assertThat(target).isRegularFile().hasContent("new");
        assertThat(first).isSymbolicLink().hasContent("new");
        assertThat(Directories.names(directory)).hasSize(LINKS + 1);
    }

    @Test
    @DisplayName("W13 A path of 4,062 bytes works, or the error names it and says that the path is too long")
    void writesToALongPathOrSaysWhatIsTooLong() throws IOException {
        Path parent = directory;
        while (bytes(parent) < PATH_LENGTH - 2) {
            int rest = PATH_LENGTH - 2 - bytes(parent) - 1;
            int length = rest <= 200 ? rest : Math.min(200, rest - 2);
            parent = Files.createDirectory(parent.resolve("d".repeat(length)));
        }
        Path target = Files.writeString(parent.resolve("t"), "old");
        assertThat(bytes(target)).isEqualTo(PATH_LENGTH);

        Throwable failure = catchThrowable(() -> AtomicFileWriter.create().writeString(target, "new"));

        assertHoldsOnly(parent, "t");
        if (failure == null) {
            assertThat(target).hasContent("new");
        } else {
            assertThat(target).hasContent("old");
            assertThat(failure).isInstanceOfSatisfying(FileSystemException.class, refusal -> {
                assertThat(refusal.getFile()).isEqualTo(target.toString());
                assertThat(refusal.getReason()).contains("path").contains("too long");
            });
        }
    }

    private static int bytes(Path path) {
        return path.toString().length(); // of ASCII alone
    }
}
