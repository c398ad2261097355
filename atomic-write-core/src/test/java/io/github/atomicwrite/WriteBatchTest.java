package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBatchTest {
    private final List<CommitEvent> events = new ArrayList<>();
    private final AtomicFileWriter writer = AtomicFileWriter.create().withListener(events::add);

    @TempDir
    private Path directory;

    private ThreeTargets targets;
    private Path one;
    private Path two;
    private Path three;

    @BeforeEach
    void nameTheTargets() throws IOException {
        targets = ThreeTargets.in(directory);
        one = targets.one();
        two = targets.two();
        three = targets.three();
    }

    @Test
    @DisplayName("Batch Nothing shows before the commit, everything after it, and each file is told once")
    void commitsAll() throws IOException {
        targets.makeOld();
        try (WriteBatch batch = writer.batch()) {
            batch.writeString(one, "new");
            assertThat(batch.write(two, new ByteArrayInputStream("new".getBytes(UTF_8))))
                    .isEqualTo(3);
            batch.write(three, out -> out.write("new".getBytes(UTF_8)));
            assertThat(targets.all()).allSatisfy(target -> assertThat(target).hasContent("old"));
            assertThat(events).isEmpty();
            batch.commit();
            targets.assertAllHold("new");
        }
        targets.assertAllHold("new");
        assertThat(events).extracting(CommitEvent::target).containsExactly(one, two, three);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(event.bytes()).isEqualTo(3);
            assertThat(event.elapsed()).isPositive();
        });
    }

    @Test
    @DisplayName("Batch Closing without a commit discards everything, any number of times")
    void discardsWhatIsNotCommitted() throws IOException {
        targets.makeOld();
        WriteBatch batch = writer.batch();
        batch.writeString(one, "new");
        batch.writeString(three, "new");
        batch.close();
        batch.close();
        targets.assertAllHold("old");
        assertThat(events).isEmpty();
    }

    @Test
    @DisplayName("Batch It is committed once, and takes nothing more then")
    void isCommittedOnce() throws IOException {
        try (WriteBatch batch = writer.batch()) {
            batch.writeString(one, "new");
            batch.commit();
            assertThatIllegalStateException().isThrownBy(batch::commit);
            assertThatIllegalStateException().isThrownBy(() -> batch.writeString(two, "new"));
        }
        WriteBatch closed = writer.batch();
        closed.close();
        assertThatIllegalStateException().isThrownBy(closed::commit);
        assertHoldsOnly(directory, "one", "folder");
    }

    @Test
    @DisplayName("Batch W20 The time of a commit is its own: the time that a file was staged before does not count")
    void doesNotCountTheTimeBeforeTheCommit() throws Exception {
        long staged = 600;
        try (WriteBatch batch = writer.withDurability(Durability.NONE).batch()) {
            batch.writeString(one, "new");
            Thread.sleep(staged);
            batch.commit();
        }
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.elapsed()).isPositive().isLessThan(Duration.ofMillis(staged)));
    }

    @Test
    @DisplayName("Batch An empty batch is no work")
    void commitsNothing() throws IOException {
        try (WriteBatch batch = writer.batch()) {
            batch.commit();
        }
        assertHoldsOnly(directory, "folder");
    }

    @Test
    @DisplayName(
            "Batch Of a target that is staged twice, under whatever spelling, the later content wins, with one move")
    void letsTheLaterContentWin() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("one"));
        Path through = Files.createSymbolicLink(directory.resolve("through"), directory)
                .resolve("one");
        SimulatedDisk disk = new SimulatedDisk();
        try (WriteBatch batch = disk.writer().withListener(events::add).batch()) {
            batch.writeString(one, "first");
            batch.writeString(two, "between");
            batch.writeString(link, "second");
            batch.writeString(through, "third");
            batch.commit();
        }
        assertThat(one).hasContent("third");
        assertThat(two).hasContent("between");
        assertThat(disk.log()).filteredOn(Verb.REPLACE::equals).hasSize(2);
        assertThat(events).extracting(CommitEvent::target).containsExactly(two, through);
        assertHoldsOnly(directory, "one", "two", "link", "through", "folder");
    }

    @Test
    @DisplayName("Batch A file that can't be staged is not part of it, and spoils nothing")
    void leavesOutWhatCanNotBeStaged() throws IOException {
        targets.makeOld();
        try (WriteBatch batch = writer.batch()) {
            batch.writeString(one, "new");
            assertThatThrownBy(() -> batch.writeString(directory, "new")).isInstanceOf(FileSystemException.class);
            assertThatThrownBy(() -> batch.writeString(one, "\uD800")).isInstanceOf(MalformedInputException.class);
            assertThatThrownBy(() -> batch.write(two, out -> {
                        throw new IOException("on purpose");
                    }))
                    .hasMessage("on purpose");
            batch.commit();
        }
        assertThat(one).hasContent("new");
        assertThat(two).hasContent("old");
        targets.assertNoLeftovers();
        assertThat(events)
                .extracting(CommitEvent::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, Outcome.COMMITTED);
    }

    @Test
    @DisplayName("Batch W7 W10 Modes and links are as with single writes")
    void keepsModesAndLinks() throws IOException {
        targets.makeOld();
        Files.setAttribute(one, "unix:mode", 0640);
        Path link = Files.createSymbolicLink(directory.resolve("link"), three);
        try (WriteBatch batch = writer.batch()) {
            batch.writeString(one, "new");
            batch.writeString(two, "new");
            batch.writeString(link, "new");
            batch.commit();
        }
        targets.assertAllHold("new");
        assertThat(link).isSymbolicLink();
        assertThat(Directories.mode(one)).hasToString("0640");
    }

    @Test
    @DisplayName("Batch Each directory is forced once, and after all moves; every content before any move")
    void forcesEachDirectoryOnce() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        targets.writeNew(disk.writer());
        List<Verb> log = disk.log();
        assertThat(log).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(2);
        assertThat(log).filteredOn(Verb.FORCE::equals).hasSize(3);
        assertThat(log.lastIndexOf(Verb.FORCE)).isLessThan(log.indexOf(Verb.REPLACE));
        assertThat(log.lastIndexOf(Verb.REPLACE)).isLessThan(log.indexOf(Verb.FORCE_DIRECTORY));
        assertThat(log.lastIndexOf(Verb.OPEN_DIRECTORY)).isLessThan(log.indexOf(Verb.REPLACE));
    }

    @Test
    @DisplayName("Batch W4 Content that commits or closes its own batch is refused, and leaves nothing")
    void refusesToEndWithinItsOwnContent() throws IOException {
        targets.makeOld();
        WriteBatch committed = writer.batch();
        committed.writeString(one, "new");
        assertThatIllegalStateException().isThrownBy(() -> committed.write(two, out -> committed.commit()));
        committed.close();
        WriteBatch closed = writer.batch();
        assertThatIllegalStateException().isThrownBy(() -> closed.write(three, out -> closed.close()));
        closed.close();
        assertThat(one).hasContent("new");
        assertThat(two).hasContent("old");
        assertThat(three).hasContent("old");
        targets.assertNoLeftovers();
        assertThat(events)
                .extracting(CommitEvent::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.FAILED, Outcome.FAILED);
    }

    @Test
    @DisplayName("Batch Nulls are refused before anything is created")
    void refusesNulls() throws IOException {
        try (WriteBatch batch = writer.batch()) {
            assertThatNullPointerException().isThrownBy(() -> batch.writeBytes(one, null));
            assertThatNullPointerException().isThrownBy(() -> batch.writeString(one, null));
            assertThatNullPointerException().isThrownBy(() -> batch.write(one, (InputStream) null));
            assertThatNullPointerException().isThrownBy(() -> batch.write(one, (ContentWriter) null));
            assertThatNullPointerException().isThrownBy(() -> batch.writeBytes(null, new byte[0]));
            assertHoldsOnly(directory, "folder");
            batch.commit();
        }
        assertHoldsOnly(directory, "folder");
    }
}
