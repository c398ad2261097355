package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk fails at every step of every entry point, with every kind of error. */
class FailureTest {
    private static final List<Supplier<Throwable>> KINDS = List.of(
            () -> new IOException("no disk"),
            () -> new IllegalStateException("a bug in a provider"),
            () -> new OutOfMemoryError("no memory"));

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void nameTheTarget() {
        target = directory.resolve("target");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "W4 W5 A failure at any step leaves the old content and no temporary, or says that the new one is in place")
    void keepsItsPromiseAtEveryStep(EntryPoint entryPoint) throws IOException {
        for (Supplier<Throwable> kind : KINDS) {
            for (boolean present : new boolean[] {false, true}) {
                int steps = Integer.MAX_VALUE;
                for (int step = 1; step <= steps; step++) {
                    Files.deleteIfExists(target);
                    if (present) {
                        Files.writeString(target, "old");
                    }
                    Throwable failure = kind.get();
                    SimulatedDisk disk = new SimulatedDisk().failingAt(step, failure);
                    Throwable thrown = catchThrowable(() -> entryPoint.write(disk.writer(), target, "new"));
                    assertPromiseKept(thrown, failure, present, entryPoint + " failing at " + disk.log());
                    steps = step <= disk.steps() ? Integer.MAX_VALUE : disk.steps();
                }
                assertThat(steps).isGreaterThan(8);
            }
        }
    }

    private void assertPromiseKept(Throwable thrown, Throwable failure, boolean present, String when)
            throws IOException {
        if (thrown == null || thrown instanceof UnconfirmedWriteException) {
            assertThat(target).as(when).hasContent("new");
            assertHoldsOnly(directory, "target");
            return;
        }
        assertThat(thrown).as(when).isSameAs(failure);
        if (present) {
            assertThat(target).as(when).hasContent("old");
            assertHoldsOnly(directory, "target");
        } else {
            assertHoldsOnly(directory);
        }
    }

    @Test
    @DisplayName("W5 Whatever fails after the move is reported as unconfirmed, with its cause")
    void reportsWhatFailsAfterTheMove() throws IOException {
        for (Supplier<Throwable> kind : KINDS) {
            Files.writeString(target, "old");
            Throwable failure = kind.get();
            SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE_DIRECTORY, failure);
            assertThatThrownBy(() -> disk.writer().writeString(target, "new"))
                    .isInstanceOfSatisfying(
                            UnconfirmedWriteException.class,
                            e -> assertThat(e.getFile()).isEqualTo(target.toString()))
                    .hasMessageContaining("in place")
                    .cause()
                    .isSameAs(failure);
            assertThat(target).hasContent("new");
            assertHoldsOnly(directory, "target");
        }
    }

    @Test
    @DisplayName("W5 The look at the target after the directory's force is what finds a dead file system")
    void looksAtTheTargetOnceMore() {
        SimulatedDisk counting = new SimulatedDisk();
        assertThat(catchThrowable(() -> counting.writer().writeString(target, "new")))
                .isNull();
        int last = counting.log().lastIndexOf(Verb.STATUS) + 1;
        assertThat(last).isGreaterThan(counting.log().lastIndexOf(Verb.FORCE_DIRECTORY) + 1);

        IOException dead = new IOException("Input/output error");
        Path other = directory.resolve("other");
        SimulatedDisk disk = new SimulatedDisk().failingAt(last, dead);
        assertThatThrownBy(() -> disk.writer().writeString(other, "new"))
                .isInstanceOf(UnconfirmedWriteException.class)
                .cause()
                .isSameAs(dead);
        assertThat(other).hasContent("new");
    }

    @Test
    @DisplayName("W5 A file that someone has removed since is no failure")
    void acceptsThatTheTargetIsRemovedAtOnce() {
        SimulatedDisk counting = new SimulatedDisk();
        assertThat(catchThrowable(() -> counting.writer().writeString(target, "new")))
                .isNull();
        int last = counting.log().lastIndexOf(Verb.STATUS) + 1;
        Path other = directory.resolve("other");
        SimulatedDisk disk = new SimulatedDisk()
                .before(
                        last,
                        () -> assertThat(catchThrowable(() -> Files.delete(other)))
                                .isNull());
        assertThat(catchThrowable(() -> disk.writer().writeString(other, "new")))
                .isNull();
        assertThat(other).doesNotExist();
    }

    @Test
    @DisplayName("W5 A move that reports an error although it was done is unconfirmed, not failed")
    void tellsAMoveThatWasDoneFromOneThatWasNot() throws IOException {
        Files.writeString(target, "old");
        IOException interrupted = new IOException("the answer got lost");
        SimulatedDisk disk = new SimulatedDisk().failingAfter(Verb.REPLACE, interrupted);
        assertThatThrownBy(() -> disk.writer().writeString(target, "new"))
                .isInstanceOf(UnconfirmedWriteException.class)
                .cause()
                .isSameAs(interrupted);
        assertThat(target).hasContent("new");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W4 A temporary that can't be removed never hides the first error")
    void keepsTheFirstErrorWhenTheTemporaryCanNotBeRemoved() throws IOException {
        Files.writeString(target, "old");
        IOException first = new IOException("no force");
        IOException second = new IOException("no removal");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE, first).failing(Verb.DELETE, second);
        assertThatThrownBy(() -> disk.writer().writeString(target, "new"))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(target).hasContent("old");
        assertThat(Directories.temporaries(directory)).hasSize(1);

        assertThat(StaleTemporaries.sweep(directory))
                .as("it is no longer in use")
                .hasSize(1);
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W4 Closing a pending file says so if the temporary can't be removed")
    void reportsThatTheTemporaryCanNotBeRemoved() throws IOException {
        IOException failure = new IOException("no removal");
        PendingFile file =
                new SimulatedDisk().failing(Verb.DELETE, failure).writer().open(target);
        assertThatThrownBy(file::close).isSameAs(failure);
        file.close();
        assertThat(target).doesNotExist();
    }

    @Test
    @DisplayName("W4 A disk that is dead from some step on shows its first error, whatever fails in the clean-up")
    void showsTheFirstErrorOfADeadDisk() throws IOException {
        int steps = Integer.MAX_VALUE;
        for (int step = 1; step <= steps; step++) {
            Files.writeString(target, "old");
            IOException dead = new IOException("dead");
            SimulatedDisk disk = new SimulatedDisk().failingFrom(step, dead);
            Throwable thrown = catchThrowable(() -> disk.writer().writeString(target, "new"));
            if (thrown instanceof UnconfirmedWriteException) {
                assertThat(thrown).cause().isSameAs(dead);
                assertThat(target).hasContent("new");
            } else if (thrown != null) {
                assertThat(thrown).isSameAs(dead);
                assertThat(target).hasContent("old");
            }
            steps = thrown != null ? Integer.MAX_VALUE : step;
            disk.close();
        }
    }

    @Test
    @DisplayName("Contract A write error on the lent stream fails the commit, even if the borrower has swallowed it")
    void remembersAWriteError() throws IOException {
        Files.writeString(target, "old");
        IOException full = new IOException("No space left on device");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.WRITE, full);
        assertThatThrownBy(() -> disk.writer().write(target, out -> {
                    assertThatThrownBy(() -> out.write(new byte[100_000])).isSameAs(full);
                    assertThatThrownBy(() -> out.write(1)).cause().isSameAs(full);
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device")
                .cause()
                .isSameAs(full);
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W7 A mode that the store takes without a word, and doesn't keep, fails the write")
    void findsAModeThatIsNotKept() throws IOException {
        Files.writeString(target, "old");
        SimulatedDisk disk = new SimulatedDisk().ignoring(Verb.SET_MODE);
        assertThatThrownBy(() -> disk.writer().withMode(FileMode.of(0644)).writeString(target, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("mode 0644 was asked for, but the system made it 0600");
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W5 No force is ever repeated, for the second one would lie")
    void neverRepeatsAForce() {
        for (Verb force : new Verb[] {Verb.FORCE, Verb.FORCE_DIRECTORY}) {
            SimulatedDisk disk = new SimulatedDisk().failing(force, new IOException("lost pages"));
            assertThat(catchThrowable(() -> disk.writer().writeString(target, "new")))
                    .isNotNull();
            assertThat(disk.log()).filteredOn(force::equals).hasSize(1);
        }
    }

    @Test
    @DisplayName("W19 A writer whose temporary is swept between its creation and its lock starts again")
    void startsAgainWhenSweptBeforeItHasTheLock() throws IOException {
        SimulatedDisk counting = new SimulatedDisk();
        counting.writer().writeString(target, "old");
        SimulatedDisk disk = new SimulatedDisk().before(counting.log().indexOf(Verb.LOCK) + 1, this::removeTemporaries);
        Path other = directory.resolve("other");
        disk.writer().writeString(other, "new");
        assertThat(other).hasContent("new");
        assertHoldsOnly(directory, "target", "other");
    }

    private void removeTemporaries() {
        for (Path temporary : Directories.temporaries(directory)) {
            assertThat(catchThrowable(() -> Files.delete(temporary))).isNull();
        }
    }

    @Test
    @DisplayName("W19 A writer that can never keep a temporary gives up with an error that names the target")
    void givesUpWhenItsTemporariesAreAlwaysTaken() {
        SimulatedDisk disk = new SimulatedDisk().before(Verb.LOCK, this::removeTemporaries);
        assertThatThrownBy(() -> disk.writer().writeString(target, "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(target.toString());
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName(
            "S2 S5 What could not be confirmed is written again, though it be the same, through whichever instance")
    void writesTheSameStateAgainIfItIsInDoubt() throws IOException {
        AtomicFileWriter dying = new SimulatedDisk()
                .failing(Verb.FORCE_DIRECTORY, new IOException("Input/output error"))
                .writer();
        List<CommitEvent> events = new ArrayList<>();
        AtomicFileWriter well = AtomicFileWriter.create().withListener(events::add);
        assertThatThrownBy(() -> EntryPoint.STATE_FILE_UPDATE.write(dying, target, "new"))
                .isInstanceOf(UnconfirmedWriteException.class);

        EntryPoint.STATE_FILE_UPDATE.write(well, target, "new");
        assertThat(events).hasSize(1);
        EntryPoint.STATE_FILE_UPDATE.write(well, target, "new");
        assertThat(events).hasSize(1);
        assertThat(target).hasContent("new");
    }
}
