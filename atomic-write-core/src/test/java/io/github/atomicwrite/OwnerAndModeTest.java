package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static io.github.atomicwrite.Directories.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replaced file passes on to the new one, under the umask of this process. */
class OwnerAndModeTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("W7 A file that may not be written is replaced all the same: what counts is the directory")
    void replacesAFileThatIsReadOnly() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        Files.setAttribute(target, "unix:mode", 0444);
        AtomicFileWriter.create().writeString(target, "new");
        assertThat(target).hasContent("new");
        assertThat(mode(target)).hasToString("0444");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W9 Owner, group and set-id bits of another user's file are kept where the process may give it away")
    void keepsOwnerAndGroup() throws IOException {
        assumeTrue(ChildJvm.isRoot(), "only root may give files away");
        Path target = Files.writeString(directory.resolve("target"), "old");
        Files.setAttribute(target, "unix:uid", 1234);
        Files.setAttribute(target, "unix:gid", 4321);
        Files.setAttribute(target, "unix:mode", 06751);
        AtomicFileWriter.create().writeString(target, "new");
        assertThat(Directories.attribute(target, "unix:uid")).isEqualTo(1234);
        assertThat(Directories.attribute(target, "unix:gid")).isEqualTo(4321);
        assertThat(mode(target)).hasToString("6751");
        assertThat(target).hasContent("new");
        assertHoldsOnly(directory, "target");
    }
}
