package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names like that of a damaged file that was moved aside, which no quarantine has made. */
class PlantedCopyTest {
    private final List<CommitEvent> events = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path path;
    private Path copy;
    private FileMode asTheUmaskSays;

    @BeforeEach
    void nameTheCopy() throws IOException {
        path = directory.resolve("state");
        copy = directory.resolve("state.corrupt-20260131T235959Z");
        Path plain = Files.createFile(directory.resolve("plain"));
        asTheUmaskSays = mode(plain);
    }

    private StateFile<List<String>> state(Path at) {
        return StateFile.of(at, new LinesFormat(), AtomicFileWriter.create().withListener(events::add));
    }

    @Test
    @DisplayName("W7 W23 A link in the place of a copy doesn't make the new file writable by all")
    void takesNoModeFromALink() throws IOException {
        Files.createSymbolicLink(copy, Path.of("nowhere"));
        state(path).write(List.of("new"));
        assertThat(mode(path)).isEqualTo(asTheUmaskSays);
    }

    @Test
    @DisplayName("W7 W23 So it is with a directory")
    void takesNoModeFromADirectory() throws IOException {
        Files.setPosixFilePermissions(Files.createDirectory(copy), PosixFilePermissions.fromString("rwxrwxrwx"));
        state(path).write(List.of("new"));
        assertThat(mode(path)).isEqualTo(asTheUmaskSays);
    }

    @Test
    @DisplayName("W9 W23 The set-id bits of a copy, whoever owns it, are not given to the new file")
    void takesNoSetIdBits() throws IOException {
        Files.createFile(copy);
        Files.setAttribute(copy, "unix:mode", 06755);
        state(path).write(List.of("new"));
        assertThat(mode(path)).hasToString("0755");
    }

    @Test
    @DisplayName("W11 W20 A missing directory is refused as it is for any write, and is an event")
    void refusesAMissingDirectoryAsAWriterDoes() {
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> state(missing.resolve("state")).write(List.of("new")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("create it first");
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.outcome()).isEqualTo(CommitEvent.Outcome.FAILED));
    }

    @Test
    @DisplayName("W3 A directory that can be written to, but not read, holds a state file without Durability.FULL")
    void writesWhereTheDirectoryCannotBeListed() throws Exception {
        Path readable = ChildJvm.directoryForAll(directory);
        Path unlisted = Files.createDirectory(readable.resolve("unlisted"));
        Files.setPosixFilePermissions(unlisted, PosixFilePermissions.fromString("-wx-wx-wx"));
        ChildJvm child = ChildJvm.of(WriteState.class);
        String printed = (ChildJvm.isRoot() ? child.asNobody(readable) : child).run(unlisted.resolve("state"));
        assertThat(printed).isEqualTo("written");
    }

    /** Writes a state. */
    static final class WriteState {
        public static void main(String[] arguments) throws IOException {
            AtomicFileWriter writer = AtomicFileWriter.create().withDurability(Durability.CONTENT);
            StateFile.of(Path.of(arguments[0]), new LinesFormat(), writer).write(List.of("new"));
            System.out.println("written");
        }
    }
}
