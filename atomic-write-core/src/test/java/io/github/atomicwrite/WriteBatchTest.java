package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
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

class WriteBatchTest {
    private final List<CommitEvent> events = new ArrayList<>();
    private final AtomicFileWriter writer = AtomicFileWriter.create().withListener(events::add);

    @TempDir
    private Path directory;

    private Path one;
    private Path two;
    private Path three;

    @BeforeEach
    void nameTheTargets() throws IOException {
        one = directory.resolve("one");
        two = directory.resolve("two");
        three = Files.createDirectory(directory.resolve("folder")).resolve("three");
    }

    private List<Path> targets() {
        return List.of(one, two, three);
    }

    private void makeOld() throws IOException {
        for (Path target : targets()) {
            Files.writeString(target, "old");
        }
    }

    private void writeNew(AtomicFileWriter through) throws IOException {
        try (WriteBatch batch = through.batch()) {
            batch.writeString(one, "new");
            batch.writeBytes(two, "new".getBytes(UTF_8));
            batch.write(three, out -> out.write("new".getBytes(UTF_8)));
            batch.commit();
        }
    }

    private void assertNoLeftovers() {
        assertThat(Directories.temporaries(directory)).isEmpty();
        assertThat(Directories.temporaries(three.getParent())).isEmpty();
    }

    private void assertAllHold(String content) {
        assertThat(targets()).allSatisfy(target -> assertThat(target).hasContent(content));
        assertNoLeftovers();
    }

    @Test
    @DisplayName("Batch Nothing shows before the commit, everything after it, and each file is told once")
    void commitsAll() throws IOException {
        makeOld();
        try (WriteBatch batch = writer.batch()) {
            batch.writeString(one, "new");
            assertThat(batch.write(two, new ByteArrayInputStream("new".getBytes(UTF_8))))
                    .isEqualTo(3);
            batch.write(three, out -> out.write("new".getBytes(UTF_8)));
            assertThat(targets()).allSatisfy(target -> assertThat(target).hasContent("old"));
            assertThat(events).isEmpty();
            batch.commit();
            assertAllHold("new");
        }
        assertAllHold("new");
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
        makeOld();
        WriteBatch batch = writer.batch();
        batch.writeString(one, "new");
        batch.writeString(three, "new");
        batch.close();
        batch.close();
        assertAllHold("old");
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
        makeOld();
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
        assertNoLeftovers();
        assertThat(events)
                .extracting(CommitEvent::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.FAILED, Outcome.COMMITTED);
    }

    @Test
    @DisplayName("Batch W7 W10 Modes and links are as with single writes")
    void keepsModesAndLinks() throws IOException {
        makeOld();
        Files.setAttribute(one, "unix:mode", 0640);
        Path link = Files.createSymbolicLink(directory.resolve("link"), three);
        try (WriteBatch batch = writer.batch()) {
            batch.writeString(one, "new");
            batch.writeString(two, "new");
            batch.writeString(link, "new");
            batch.commit();
        }
        assertAllHold("new");
        assertThat(link).isSymbolicLink();
        assertThat(Directories.mode(one)).hasToString("0640");
    }

    @Test
    @DisplayName("Batch Each directory is forced once, and after all moves; every content before any move")
    void forcesEachDirectoryOnce() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        writeNew(disk.writer());
        List<Verb> log = disk.log();
        assertThat(log).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(2);
        assertThat(log).filteredOn(Verb.FORCE::equals).hasSize(3);
        assertThat(log.lastIndexOf(Verb.FORCE)).isLessThan(log.indexOf(Verb.REPLACE));
        assertThat(log.lastIndexOf(Verb.REPLACE)).isLessThan(log.indexOf(Verb.FORCE_DIRECTORY));
        assertThat(log.lastIndexOf(Verb.OPEN_DIRECTORY)).isLessThan(log.indexOf(Verb.REPLACE));
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
                makeOld();
                disk = new SimulatedDisk().failingAt(++step, kind.get());
                AtomicFileWriter failing = disk.writer();
                thrown = catchThrowable(() -> writeNew(failing));
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
            assertAllHold("new");
        } else if (thrown instanceof PartialCommitException partial) {
            assertThat(partial.replaced()).as("at %s", when).isNotEmpty();
            assertThat(partial.unchanged()).as("at %s", when).isNotEmpty();
            assertThat(partial.replaced())
                    .allSatisfy(target -> assertThat(target).hasContent("new"));
            assertThat(partial.unchanged())
                    .allSatisfy(target -> assertThat(target).hasContent("old"));
            List<Path> all = new ArrayList<>(partial.replaced());
            all.addAll(partial.unchanged());
            assertThat(all).containsExactlyElementsOf(targets());
            assertNoLeftovers();
        } else {
            assertAllHold("old");
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
            makeOld();
            try (SimulatedDisk disk = new SimulatedDisk().crashingAt(step)) {
                returned = catchThrowable(() -> writeNew(disk.writer())) == null;
                for (Path target : targets()) {
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
        makeOld();
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
        assertNoLeftovers();
        assertThat(events)
                .extracting(CommitEvent::outcome)
                .containsExactlyInAnyOrder(Outcome.COMMITTED, Outcome.FAILED, Outcome.FAILED);
    }

    @Test
    @DisplayName("Batch A move that reports an error although it was done stops nothing")
    void goesOnWhenAMoveWasDoneAfterAll() throws IOException {
        makeOld();
        writeNew(new SimulatedDisk()
                .failingAfter(Verb.REPLACE, new IOException("the answer got lost"))
                .writer());
        assertAllHold("new");
    }

    @Test
    @DisplayName("Batch W5 Each target is looked at once more, and one that can't be reached is unconfirmed")
    void looksAtEachTargetOnceMore() throws IOException {
        SimulatedDisk counting = new SimulatedDisk();
        makeOld();
        writeNew(counting.writer());
        int last = counting.log().lastIndexOf(Verb.LOOK_UP) + 1;
        assertThat(last)
                .isGreaterThan(counting.log().lastIndexOf(Verb.FORCE_DIRECTORY)
                        + targets().size());

        makeOld();
        IOException dead = new IOException("Input/output error");
        SimulatedDisk disk = new SimulatedDisk().failingAt(last, dead);
        assertThatThrownBy(() -> writeNew(disk.writer().withListener(events::add)))
                .isInstanceOfSatisfying(
                        UnconfirmedWriteException.class,
                        e -> assertThat(e.getFile()).isEqualTo(three.toString()))
                .cause()
                .isSameAs(dead);
        assertAllHold("new");
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
    @DisplayName("Batch W15 Interrupts stop nothing, at whatever step, and the status is kept")
    void finishesWhenInterrupted() throws IOException {
        int steps = 1;
        for (int step = 1; step <= steps; step++) {
            makeOld();
            Thread current = Thread.currentThread();
            SimulatedDisk disk = new SimulatedDisk().before(step, current::interrupt);
            writeNew(disk.writer());
            assertThat(Thread.interrupted()).isTrue();
            assertAllHold("new");
            steps = disk.steps();
        }
    }

    @Test
    @DisplayName("Batch Thousands of files need few descriptors")
    void holdsFewDescriptors() throws Exception {
        assertThat(ChildJvm.of(WriteThousands.class)
                        .after("sh", "-c", "ulimit -n 400; exec \"$@\"", "sh")
                        .run(directory))
                .isEqualTo("done");
        assertThat(Directories.names(directory)).hasSize(3001);
        assertThat(directory.resolve("file2999")).hasContent("content 2999");
    }

    /** Writes more files than it may have open, and replaces them all. */
    static final class WriteThousands {
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            write(AtomicFileWriter.create().withDurability(Durability.NONE), directory, "old");
            write(AtomicFileWriter.create(), directory, "content");
            System.out.println("done");
        }

        private static void write(AtomicFileWriter writer, Path directory, String content) throws IOException {
            try (WriteBatch batch = writer.batch()) {
                for (int i = 0; i < 3000; i++) {
                    batch.writeString(directory.resolve("file" + i), content + ' ' + i);
                }
                batch.commit();
            }
        }
    }

    private SimulatedDisk replaceMany(int files, SimulatedDisk disk) throws IOException {
        try (WriteBatch batch = disk.writer().withListener(events::add).batch()) {
            for (int i = 0; i < files; i++) {
                batch.writeString(Files.writeString(directory.resolve("file" + i), "old"), "new");
            }
            batch.commit();
        }
        return disk;
    }

    @Test
    @DisplayName("Batch Of replaced files, few are held until their directory is forced")
    void holdsFewReplacedFiles() throws IOException {
        List<Verb> log = replaceMany(600, new SimulatedDisk()).log();
        int held = 0;
        int most = 0;
        for (Verb verb : log) {
            held = verb == Verb.HOLD ? held + 1 : verb == Verb.FORCE_DIRECTORY ? 0 : held;
            most = Math.max(most, held);
        }
        assertThat(most).isEqualTo(256);
        assertThat(log).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(3);
    }

    @Test
    @DisplayName(
            "Batch W5 A directory that could not be forced once is not forced again, and all its files are unconfirmed")
    void neverForcesADirectoryAgain() {
        IOException lost = new IOException("Input/output error");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE_DIRECTORY, lost);
        assertThatThrownBy(() -> replaceMany(600, disk))
                .isInstanceOf(UnconfirmedWriteException.class)
                .cause()
                .isSameAs(lost);
        assertThat(disk.log()).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(1);
        assertThat(events)
                .hasSize(600)
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(Outcome.UNCONFIRMED));
        assertThat(directory.resolve("file599")).hasContent("new");
    }

    @Test
    @DisplayName("Batch W19 A sweep leaves what a living batch has staged, and removes all of a dead one")
    void isSweptOnlyWhenDead() throws Exception {
        Process living = ChildJvm.of(StageAndWait.class).start(directory);
        try (WriteBatch own = writer.batch()) {
            assertThat(living.getInputStream().read()).isEqualTo('s');
            own.writeString(one, "new");
            int staged = Directories.temporaries(directory).size();
            assertThat(staged).isEqualTo(StageAndWait.FILES + 1 + 2); // and a guard each
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
            assertThat(ChildJvm.of(ExtendedAttributesTest.Sweep.class).run(directory))
                    .isEqualTo("swept 0");

            living.destroyForcibly().waitFor();
            assertThat(StaleTemporaries.sweep(directory)).hasSize(StageAndWait.FILES + 1);
            own.commit();
        } finally {
            living.destroyForcibly();
        }
        assertThat(one).hasContent("new");
        assertHoldsOnly(directory, "one", "folder");
    }

    /** Stages more files than are held open, and waits to be killed. */
    static final class StageAndWait {
        static final int FILES = 300;

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            try (WriteBatch batch = AtomicFileWriter.create().batch()) {
                for (int i = 0; i < FILES; i++) {
                    batch.writeString(directory.resolve("file" + i), "never to be seen");
                }
                System.out.println("staged");
                System.in.readAllBytes();
            }
        }
    }
}
