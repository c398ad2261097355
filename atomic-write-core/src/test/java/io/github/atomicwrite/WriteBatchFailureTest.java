package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch whose disk fails, whose machine crashes, or whose thread is interrupted. */
class WriteBatchFailureTest {
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
    @DisplayName("Batch W4 W5 A failure at any step leaves all old, or says which are new, or that all are")
    void keepsItsPromiseAtEveryStep() throws IOException {
        List<Supplier<Throwable>> kinds = List.of(
                () -> new IOException("no disk"),
                () -> new IllegalStateException("a bug in a provider"),
                () -> new OutOfMemoryError("no memory"));
        Set<Class<?>> seen = new HashSet<>();
        for (Supplier<Throwable> kind : kinds) {
            Throwable thrown;
            int step = 0;
            SimulatedDisk disk;
            do {
                targets.makeOld();
                disk = new SimulatedDisk().failingAt(++step, kind.get());
                AtomicFileWriter failing = disk.writer();
                thrown = catchThrowable(() -> targets.writeNew(failing));
                assertPromiseKept(thrown, disk.log());
                if (thrown != null) {
                    seen.add(thrown.getClass());
                }
            } while (step <= disk.steps());
        }
        assertThat(seen)
                .contains(IOException.class, OutOfMemoryError.class)
                .contains(PartialCommitException.class, UnconfirmedWriteException.class);
    }

    private void assertPromiseKept(Throwable thrown, List<Verb> when) {
        if (thrown == null || thrown instanceof UnconfirmedWriteException) {
            targets.assertAllHold("new");
        } else if (thrown instanceof PartialCommitException partial) {
            assertThat(partial.replaced()).as("at %s", when).isNotEmpty();
            assertThat(partial.unchanged()).as("at %s", when).isNotEmpty();
            assertThat(partial.replaced())
                    .allSatisfy(target -> assertThat(target).hasContent("new"));
            assertThat(partial.unchanged())
                    .allSatisfy(target -> assertThat(target).hasContent("old"));
            List<Path> all = new ArrayList<>(partial.replaced());
            all.addAll(partial.unchanged());
            assertThat(all).containsExactlyElementsOf(targets.all());
            targets.assertNoLeftovers();
        } else {
            targets.assertAllHold("old");
        }
    }

    @Test
    @DisplayName(
            "Batch W2 W3 After a power cut at any step each file is old or new, and all are new once it has returned")
    void isOldOrNewAfterACutAtAnyStep() throws IOException {
        Optional<String> old = Optional.of("old");
        Optional<String> renewed = Optional.of("new");
        boolean returned = false;
        for (int step = 1; !returned; step++) {
            targets.makeOld();
            try (SimulatedDisk disk = new SimulatedDisk().crashingAt(step)) {
                returned = catchThrowable(() -> targets.writeNew(disk.writer())) == null;
                for (Path target : targets.all()) {
                    assertThat(disk.statesAfterPowerCut(target, old)).isSubsetOf(old, renewed);
                    if (returned) {
                        assertThat(disk.statesAfterPowerCut(target, old)).containsExactly(renewed);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("Batch If a move fails midway, the exception lists which targets are new and which are old")
    void listsWhatIsNewAndWhatIsOld() throws IOException {
        targets.makeOld();
        assertThatThrownBy(() -> {
                    try (WriteBatch batch = writer.batch()) {
                        batch.writeString(one, "new");
                        batch.writeString(two, "new");
                        batch.writeString(three, "new");
                        Files.delete(two);
                        Files.createDirectory(two);
                        batch.commit();
                    }
                })
                .isInstanceOfSatisfying(PartialCommitException.class, partial -> {
                    assertThat(partial.replaced()).containsExactly(one);
                    assertThat(partial.unchanged()).containsExactly(two, three);
                })
                .hasMessageContaining("1 of 3")
                .hasMessageContaining(two.toString())
                .hasNoSuppressedExceptions()
                .cause()
                .isInstanceOf(FileSystemException.class);
        assertThat(one).hasContent("new");
        assertThat(three).hasContent("old");
        assertThat(two).isEmptyDirectory();
        targets.assertNoLeftovers();
        assertThat(events)
                .extracting(CommitEvent::outcome)
                .containsExactlyInAnyOrder(Outcome.COMMITTED, Outcome.FAILED, Outcome.FAILED);
    }

    @Test
    @DisplayName("Batch A move that reports an error although it was done stops nothing")
    void goesOnWhenAMoveWasDoneAfterAll() throws IOException {
        targets.makeOld();
        targets.writeNew(new SimulatedDisk()
                .failingAfter(Verb.REPLACE, new IOException("the answer got lost"))
                .writer());
        targets.assertAllHold("new");
    }

    @Test
    @DisplayName("Batch W5 Each target is looked at once more, and one that can't be reached is unconfirmed")
    void looksAtEachTargetOnceMore() throws IOException {
        SimulatedDisk counting = new SimulatedDisk();
        targets.makeOld();
        targets.writeNew(counting.writer());
        int last = counting.log().lastIndexOf(Verb.STATUS) + 1;
        assertThat(last)
                .isGreaterThan(counting.log().lastIndexOf(Verb.FORCE_DIRECTORY)
                        + targets.all().size());

        targets.makeOld();
        IOException dead = new IOException("Input/output error");
        SimulatedDisk disk = new SimulatedDisk().failingAt(last, dead);
        assertThatThrownBy(() -> targets.writeNew(disk.writer().withListener(events::add)))
                .isInstanceOfSatisfying(
                        UnconfirmedWriteException.class,
                        e -> assertThat(e.getFile()).isEqualTo(three.toString()))
                .cause()
                .isSameAs(dead);
        targets.assertAllHold("new");
        assertThat(events)
                .extracting(CommitEvent::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.COMMITTED, Outcome.UNCONFIRMED);
    }

    @Test
    @DisplayName("Batch A force that fails while files are still being staged fails the commit too")
    void remembersAFailedForce() throws IOException {
        IOException full = new IOException("No space left on device");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE, full);
        try (WriteBatch batch = disk.writer().batch()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            batch.writeString(directory.resolve("file" + i), "new");
                        }
                    })
                    .hasMessage("No space left on device");
            assertThatThrownBy(batch::commit).hasMessage("No space left on device");
        }
        assertHoldsOnly(directory, "folder");
    }

    @Test
    @DisplayName("Batch W4 A file whose content stages further files is not staged if the disk fails with those")
    void leavesNothingOfAFileWithinWhichTheBatchBroke() throws IOException {
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE, new IOException("No space left on device"));
        try (WriteBatch batch = disk.writer().batch()) {
            assertThatThrownBy(() -> batch.write(directory.resolve("outer"), out -> {
                        assertThatThrownBy(() -> {
                                    for (int i = 0; i < 1000; i++) {
                                        batch.writeString(directory.resolve("file" + i), "new");
                                    }
                                })
                                .hasMessage("No space left on device");
                    }))
                    .hasMessageContaining("this batch can't be committed any more");
        }
        assertHoldsOnly(directory, "folder");
    }

    @Test
    @DisplayName(
            "Batch W3 A guard that can't be removed makes the files unconfirmed, and they are durable all the same")
    void forcesTheDirectoryWhoseGuardCannotBeRemoved() throws IOException {
        targets.makeOld();
        IOException refused = new IOException("Operation not permitted");
        try (SimulatedDisk disk = new SimulatedDisk().failing(Verb.DELETE, refused)) {
            assertThatThrownBy(() -> targets.writeNew(disk.writer()))
                    .isInstanceOf(UnconfirmedWriteException.class)
                    .hasCause(refused);
            for (Path target : targets.all()) {
                assertThat(disk.statesAfterPowerCut(target, Optional.of("old"))).containsExactly(Optional.of("new"));
            }
        }
    }

    @Test
    @DisplayName("Batch W15 Interrupts stop nothing, at whatever step, and the status is kept")
    void finishesWhenInterrupted() throws IOException {
        int steps = 1;
        for (int step = 1; step <= steps; step++) {
            targets.makeOld();
            Thread current = Thread.currentThread();
            SimulatedDisk disk = new SimulatedDisk().before(step, current::interrupt);
            targets.writeNew(disk.writer());
            assertThat(Thread.interrupted()).isTrue();
            targets.assertAllHold("new");
            steps = disk.steps();
        }
    }

    @Test
    @DisplayName("Batch If content that was superseded can't be removed, the commit fails, and nothing has changed")
    void failsIfWhatIsSupersededStays() throws IOException {
        targets.makeOld();
        IOException stuck = new IOException("no removal");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.DELETE, stuck);
        WriteBatch batch = disk.writer().batch();
        batch.writeString(one, "first");
        batch.writeString(two, "new");
        assertThatThrownBy(() -> batch.writeString(one, "second")).isSameAs(stuck);
        assertThatThrownBy(batch::commit).isSameAs(stuck);
        assertThat(one).hasContent("old");
        assertThat(two).hasContent("old");
    }
}
