package io.github.atomicwrite.internal.storage;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.Directories;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Names that are looked up in an open directory. Runs where the jar is tested. */
@EnabledIfSystemProperty(
        named = "native.expected",
        matches = "true",
        disabledReason = "only direct system calls look names up in an open directory")
class NativeDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "W3 What is moved in an open directory is moved in the one that is forced, wherever its path leads by now")
    void looksNamesUpInTheOpenDirectory() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Path after = Files.createDirectory(directory.resolve("after"));
        Files.writeString(before.resolve("new"), "new");
        Files.writeString(before.resolve("target"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), before);
        Storage storage = Storages.of(directory);
        try (OpenDirectory opened = storage.openDirectory(link)) {
            Directories.turn(link, after);
            Path target = link.resolve("target");
            assertThat(opened.exists(target)).isTrue();
            assertThat(opened.key(target)).isEqualTo(storage.key(before.resolve("target")));
            assertThat(opened.status(target)).isEqualTo(storage.status(before.resolve("target")));
            try (Closeable held = opened.hold(target)) {
                assertThat(held).isNotNull();
            }
            opened.replace(link.resolve("new"), target);
            opened.force();
            assertThat(opened.exists(link.resolve("new"))).isFalse();
            assertThat(opened.hold(link.resolve("new"))).isNull();
            assertThatThrownBy(() -> opened.replace(link.resolve("new"), target))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining(link.resolve("new").toString());
        }
        assertThat(before.resolve("target")).hasContent("new");
        assertHoldsOnly(before, "target");
        assertHoldsOnly(after);
    }
}
