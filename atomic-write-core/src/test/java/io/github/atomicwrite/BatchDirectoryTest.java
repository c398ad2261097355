package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of a batch that are renamed, removed or reached by other names between the staging and the commit. */
class BatchDirectoryTest {
    @TempDir
    private Path directory;

    private Path before;
    private Path after;
    private Path current;

    @BeforeEach
    void makeDirectories() throws IOException {
        before = Files.createDirectory(directory.resolve("before"));
        after = Files.createDirectory(directory.resolve("after"));
        Files.writeString(before.resolve("one"), "old");
        current = Files.createSymbolicLink(directory.resolve("current"), before);
    }

    /** The first target is spelled with the link, and so may the directory be; what is left to commit is not. */
    private static void stageAndTurnTheLink(WriteBatch batch, Path current, Path before, Path after)
            throws IOException {
        batch.writeString(current.resolve("one"), "superseded");
        batch.writeString(before.resolve("one"), "new");
        Directories.turn(current, after);
        batch.commit();
    }

    @Test
    @DisplayName("W4 Batch If a link in the path of the first target is turned, no temporary stays in the directory")
    void leavesNoGuardBehindWhereALinkIsTurned() throws IOException {
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            stageAndTurnTheLink(batch, current, before, after);
        }
        assertThat(before.resolve("one")).hasContent("new");
        assertHoldsOnly(before, "one");
        assertHoldsOnly(after);
    }

    @Test
    @DisplayName("W3 Batch If a link in the path of the first target is turned, the directory of the files is forced")
    void forcesTheDirectoryOfTheFilesWhereALinkIsTurned() throws Exception {
        Programs.assumeTracing();
        Path trace = directory.resolve("trace");
        String printed = ChildJvm.of(StageAndTurnTheLink.class)
                .after(Programs.recording(trace, "fsync,fdatasync"))
                .run(current, before, after);
        assertThat(printed).isEqualTo("committed");
        String forced = "<" + before.toRealPath() + ">";
        assertThat(Files.readAllLines(trace)).anyMatch(call -> call.contains(forced));
    }

    /** Commits a batch after a link has been turned. */
    static final class StageAndTurnTheLink {
        public static void main(String[] arguments) throws IOException {
            List<Path> paths = Stream.of(arguments).map(Path::of).toList();
            try (WriteBatch batch = AtomicFileWriter.create().batch()) {
                stageAndTurnTheLink(batch, paths.get(0), paths.get(1), paths.get(2));
            }
            System.out.println("committed");
        }
    }

    @Test
    @DisplayName("Batch W4 If a link in the path of a later target is turned, the batch fails before its first move")
    void movesNothingWhereALinkIsTurned() throws IOException {
        Files.writeString(before.resolve("two"), "old");
        Files.writeString(after.resolve("two"), "old");
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            batch.writeString(before.resolve("one"), "new");
            batch.writeString(current.resolve("two"), "new");
            Directories.turn(current, after);
            assertThatThrownBy(batch::commit)
                    .isExactlyInstanceOf(FileSystemException.class)
                    .hasMessageContaining(current.toString())
                    .hasMessageContaining("leads to another directory");
        }
        for (Path target : List.of(before.resolve("one"), before.resolve("two"), after.resolve("two"))) {
            assertThat(target).hasContent("old");
        }
        assertHoldsOnly(before, "one", "two");
        assertHoldsOnly(after, "two");
    }

    @Test
    @DisplayName(
            "Batch W4 If a link is turned between two targets that it leads to, the batch fails before its first move")
    void movesNothingWhereALinkIsTurnedBetweenItsTargets() throws IOException {
        Files.writeString(before.resolve("two"), "old");
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            batch.writeString(before.resolve("one"), "new");
            batch.writeString(current.resolve("two"), "new");
            Directories.turn(current, after);
            batch.writeString(current.resolve("three"), "new");
            assertThatThrownBy(batch::commit)
                    .isExactlyInstanceOf(FileSystemException.class)
                    .hasMessageContaining(current.toString())
                    .hasMessageContaining("leads to another directory");
        }
        assertThat(before.resolve("one")).hasContent("old");
        assertThat(before.resolve("two")).hasContent("old");
        assertHoldsOnly(before, "one", "two");
        assertHoldsOnly(after);
    }

    @Test
    @DisplayName("Batch W7 If a link is turned and back again, no file gets the mode of another directory's")
    void keepsTheModeWhereALinkIsTurnedAndBack() throws IOException {
        Path kept = Files.writeString(before.resolve("two"), "old");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
        Path open = Files.writeString(after.resolve("two"), "old");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            batch.writeString(current.resolve("one"), "new");
            Directories.turn(current, after);
            batch.writeString(current.resolve("two"), "new");
            Directories.turn(current, before);
            assertThatThrownBy(batch::commit)
                    .isExactlyInstanceOf(FileSystemException.class)
                    .hasMessageContaining("leads to another directory");
        }
        for (Path target : List.of(before.resolve("one"), kept, open)) {
            assertThat(target).hasContent("old");
        }
        assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertHoldsOnly(before, "one", "two");
        assertHoldsOnly(after, "two");
    }

    @Test
    @DisplayName("Batch A directory in which nothing is staged any more does not matter: it may be removed")
    void commitsWithoutADirectoryThatDoesNotMatter() throws IOException {
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            assertThatThrownBy(() -> batch.write(after.resolve("failed"), out -> {
                        throw new IOException("on purpose");
                    }))
                    .hasMessage("on purpose");
            batch.writeString(before.resolve("one"), "new");
            for (Path guard : Directories.temporaries(after)) {
                Files.delete(guard);
            }
            Files.delete(after);
            batch.commit();
        }
        assertThat(before.resolve("one")).hasContent("new");
        assertHoldsOnly(before, "one");
    }
}
