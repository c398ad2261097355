package io.github.atomicwrite.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIdentityTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("S2 A file is the same under every spelling of its directory, before it exists and then")
    void isTheSameUnderEverySpelling() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        Path linkToFile = Files.createSymbolicLink(directory.resolve("to-file"), real.resolve("state"));
        Object identity = FileIdentity.of(real.resolve("state"));
        for (boolean exists : new boolean[] {false, true}) {
            if (exists) {
                Files.createFile(real.resolve("state"));
            }
            assertThat(FileIdentity.of(real.resolve("state"))).isEqualTo(identity);
            assertThat(FileIdentity.of(link.resolve("state"))).isEqualTo(identity);
            assertThat(FileIdentity.of(linkToFile)).isEqualTo(identity);
            assertThat(FileIdentity.of(real.resolve("../link/state"))).isEqualTo(identity);
        }
        assertThat(FileIdentity.of(real.resolve("other"))).isNotEqualTo(identity);
        assertThat(FileIdentity.of(directory.resolve("state"))).isNotEqualTo(identity);
    }

    @Test
    @DisplayName("S2 A file is recognized by its directory itself, whatever the directory is called")
    void isTheSameInARenamedDirectory() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Object identity = FileIdentity.of(before.resolve("state"));
        Path after = Files.move(before, directory.resolve("after"));
        assertThat(FileIdentity.of(after.resolve("state"))).isEqualTo(identity);
    }

    @Test
    @DisplayName("S2 The real path of a file that doesn't exist is in the real directory")
    void findsTheRealPathOfAnAbsentFile() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThat(FileIdentity.realPath(Storages.of(directory), link.resolve("absent")))
                .isEqualTo(directory.toRealPath().resolve("absent"));
        Path root = directory.getRoot();
        assertThat(FileIdentity.realPath(Storages.of(root), root)).isEqualTo(root);
        assertThat(FileIdentity.of(root)).isEqualTo(root);
    }
}
