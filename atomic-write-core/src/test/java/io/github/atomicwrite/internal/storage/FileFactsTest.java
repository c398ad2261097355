package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the starter's health and endpoint show of a state file. */
class FileFactsTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    @Test
    void tellsTheSizeAndTheTimeOfAFileBehindLinks() throws IOException {
        Path file = Files.writeString(directory.resolve("state"), "12345");
        Files.setLastModifiedTime(file, FileTime.from(TIME));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThat(FileFacts.of(file)).contains(new FileFacts(5, TIME));
        assertThat(FileFacts.of(link)).contains(new FileFacts(5, TIME));
        assertThat(FileFacts.of(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void listsTheCopiesOfOneFileAlone() throws IOException {
        Path file = directory.resolve("state");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        for (String name : new String[] {
            "state.corrupt-20260102T030405Z-2",
            "state.corrupt-20260102T030405Z",
            "state.corrupt-20250102T030405Z",
            "state2.corrupt-20260102T030405Z",
            "my-state.corrupt-20260102T030405Z",
            "state.json"
        }) {
            Files.createFile(directory.resolve(name));
        }
        String[] expected = {
            "state.corrupt-20250102T030405Z", "state.corrupt-20260102T030405Z", "state.corrupt-20260102T030405Z-2"
        };
        assertThat(FileFacts.quarantinedCopies(file)).containsExactly(expected);
        Files.createFile(file);
        assertThat(FileFacts.quarantinedCopies(file)).containsExactly(expected);
        assertThat(FileFacts.quarantinedCopies(link)).containsExactly(expected);
        assertThat(FileFacts.quarantinedCopies(directory.resolve("absent/state")))
                .isEmpty();
    }
}
