package io.github.atomicwrite.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.WriteBatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrashTestTest {
    private static final CrashTest.Step ANYTHING =
            directory -> assertThat(directory).isDirectory();

    @AfterEach
    void leavesNothingInTheTemporaryDirectories() throws IOException {
        for (Path parent : List.of(TemporaryFiles.forTheAction(), TemporaryFiles.forStates(0))) {
            try (Stream<Path> left = Files.list(parent)) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith(RunDirectory.PREFIX)))
                        .isEmpty();
            }
        }
    }

    @Test
    @DisplayName("T4 the action runs once, in the calling thread, in a directory that startingFrom has prepared")
    void runsTheActionOnceInTheCallingThread() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CrashTest.of(directory -> {
                    assertThat(directory.resolve("old")).hasContent("old");
                    threads.add(Thread.currentThread());
                    Files.writeString(directory.resolve("new"), "new");
                })
                .startingFrom(directory -> Files.writeString(directory.resolve("old"), "old"))
                .expectAlways(directory -> assertThat(directory.resolve("old")).hasContent("old"))
                .survivesPowerLoss();
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    @DisplayName("T4 what the action throws arrives as it is")
    void passesOnWhatTheActionThrows() {
        IOException thrown = new IOException("by the action");
        CrashTest test = CrashTest.of(directory -> {
                    Files.writeString(directory.resolve("new"), "new");
                    throw thrown;
                })
                .expectAlways(ANYTHING);
        assertThatThrownBy(test::survivesKill).isSameAs(thrown);
        assertThatThrownBy(test::survivesPowerLoss).isSameAs(thrown);
    }

    @Test
    @DisplayName("T4 what startingFrom throws arrives as it is, and the action doesn't run")
    void passesOnWhatTheFirstStepThrows() {
        IllegalStateException thrown = new IllegalStateException("by the first step");
        AtomicInteger actions = new AtomicInteger();
        CrashTest test = CrashTest.of(directory -> actions.incrementAndGet())
                .startingFrom(directory -> {
                    throw thrown;
                })
                .expectAlways(ANYTHING);
        assertThatThrownBy(test::survivesKill).isSameAs(thrown);
        assertThat(actions).hasValue(0);
    }

    @Test
    @DisplayName("T4 an action that writes nothing passes, with 0 steps")
    void passesAnActionThatWritesNothing() throws Exception {
        CrashTest test = CrashTest.of(directory -> Files.readString(directory.resolve("old")))
                .startingFrom(directory -> Files.writeString(directory.resolve("old"), "old"))
                .expectAlways(directory -> assertThat(directory.resolve("old")).hasContent("old"))
                .expectOnceReturned(ANYTHING);
        assertThat(test.survivesKill()).isEqualTo(new CrashReport(0, 1, 1));
        assertThat(test.survivesPowerLoss()).isEqualTo(new CrashReport(0, 1, 1));
    }

    @Test
    @DisplayName("T4 a test without any expectation is an IllegalStateException, and the action doesn't run")
    void refusesATestThatExpectsNothing() {
        AtomicInteger actions = new AtomicInteger();
        CrashTest test = CrashTest.of(directory -> actions.incrementAndGet()).startingFrom(ANYTHING);
        assertThatThrownBy(test::survivesKill).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(test::survivesPowerLoss).isInstanceOf(IllegalStateException.class);
        assertThat(actions).hasValue(0);
    }

    @Test
    @DisplayName("T4 an expectation may change the directory that it is given: the next one gets a fresh one")
    void givesEachExpectationAFreshDirectory() throws Exception {
        CrashTest.Step untouched = directory -> {
            assertThat(directory.resolve("mark")).doesNotExist();
            Files.writeString(directory.resolve("mark"), "mark");
            Files.deleteIfExists(directory.resolve("old"));
        };
        CrashTest.of(directory -> Files.writeString(directory.resolve("new"), "new"))
                .startingFrom(directory -> Files.writeString(directory.resolve("old"), "old"))
                .expectAlways(untouched)
                .expectOnceReturned(untouched)
                .survivesPowerLoss();
    }

    @Test
    @DisplayName("T1 an expectation that holds only at the end breaks before, one for the end isn't asked before")
    void asksEachExpectationAtItsTime() throws Exception {
        CrashTest.Step isThere =
                directory -> assertThat(directory.resolve("new")).hasContent("new");
        CrashTest action = CrashTest.of(directory -> {
            AtomicFileWriter.create().writeString(directory.resolve("new"), "new");
        });
        action.expectOnceReturned(isThere).survivesPowerLoss();
        assertThatThrownBy(action.expectAlways(isThere)::survivesKill)
                .hasMessageContaining("A kill before the first step, leaves\n    an empty directory");
    }

    @Test
    @DisplayName("T1 names are pinned by a force of their directory, those of new directories included")
    void demandsForcesOfNewDirectories() throws Exception {
        CrashTest.Step isThere =
                directory -> assertThat(directory.resolve("a/b/file")).hasContent("text");
        List<Path> all = List.of(Path.of(""), Path.of("a"), Path.of("a/b"), Path.of("a/b/file"));
        writing(all).expectOnceReturned(isThere).survivesPowerLoss();
        for (Path left : all) {
            List<Path> others = all.stream().filter(path -> !path.equals(left)).toList();
            assertThatThrownBy(writing(others).expectOnceReturned(isThere)::survivesPowerLoss)
                    .as("without a force of " + left)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static CrashTest writing(List<Path> forced) {
        return CrashTest.of(directory -> {
            Files.createDirectories(directory.resolve("a/b"));
            Files.writeString(directory.resolve("a/b/file"), "text");
            for (Path path : forced) {
                try (FileChannel channel = FileChannel.open(directory.resolve(path), StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        });
    }

    @Test
    @DisplayName("T1 symbolic links lead to the files of the state, absolute ones too")
    void restoresLinks() throws Exception {
        CrashTest.of(directory -> Files.writeString(directory.resolve("absolute"), "new"))
                .startingFrom(directory -> {
                    Files.writeString(directory.resolve("file"), "old");
                    Files.createSymbolicLink(directory.resolve("relative"), Path.of("file"));
                    Files.createSymbolicLink(directory.resolve("absolute"), directory.resolve("file"));
                })
                .expectOnceReturned(directory -> {
                    assertThat(directory.resolve("relative")).isSymbolicLink().hasContent("new");
                    assertThat(directory.resolve("absolute").toRealPath()).isEqualTo(directory.resolve("file"));
                })
                .survivesKill();
    }

    @Test
    @DisplayName("T4 a crash test within the action of a crash test is refused, one within an expectation is not")
    void refusesACrashTestWithinAnAction() throws Exception {
        CrashTest inner = CrashTest.of(ANYTHING).expectAlways(ANYTHING);
        CrashTest.of(ANYTHING).expectAlways(directory -> inner.survivesKill()).survivesKill();
        assertThatThrownBy(CrashTest.of(directory -> inner.survivesKill()).expectAlways(ANYTHING)::survivesKill)
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("T3 a batch of 60 files is judged within half a minute, and what was not tried is said")
    void judgesALargeBatch() throws Exception {
        long start = System.nanoTime();
        CrashReport report = batch(60).survivesPowerLoss();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(report.statesTried()).isGreaterThan(300).isLessThan(report.statesPossible());
        assertThat(report.toString()).contains("a sample with seed " + CrashReport.SEED, "of more than 9.2e18");
    }

    @Test
    @DisplayName("T3 in a sample, too, a missing force is found, and the message says that it is a sample")
    void findsTheOneForceThatIsMissing() {
        CrashTest test = CrashTest.of(directory -> {
                    for (int number = 0; number < 40; number++) {
                        Path file = directory.resolve("file" + number);
                        Files.writeString(file, "new");
                        if (number != 20) {
                            force(file);
                        }
                    }
                    force(directory);
                })
                .expectOnceReturned(directory -> {
                    for (int number = 0; number < 40; number++) {
                        assertThat(directory.resolve("file" + number)).hasContent("new");
                    }
                });
        assertThatThrownBy(test::survivesPowerLoss)
                .hasMessageContaining("of file20\n")
                .hasMessageContaining("a sample with seed");
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static CrashTest batch(int files) {
        return CrashTest.of(directory -> writeAll(directory, files, "new"))
                .startingFrom(directory -> writeAll(directory, files, "old"))
                .expectAlways(directory -> {
                    for (int number = 0; number < files; number++) {
                        assertThat(Files.readString(directory.resolve("file" + number)))
                                .isIn("old", "new");
                    }
                })
                .expectOnceReturned(directory -> {
                    for (int number = 0; number < files; number++) {
                        assertThat(directory.resolve("file" + number)).hasContent("new");
                    }
                });
    }

    private static void writeAll(Path directory, int files, String content) throws IOException {
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            for (int number = 0; number < files; number++) {
                batch.writeString(directory.resolve("file" + number), content);
            }
            batch.commit();
        }
    }

    @Test
    @DisplayName("T3 a batch of 3 files is tried in every state")
    void triesEveryStateOfASmallBatch() throws Exception {
        CrashReport report = batch(3).survivesPowerLoss();
        assertThat(report.statesTried()).isEqualTo(report.statesPossible());
        assertThat(report.toString()).contains("crash states tried").doesNotContain("seed");
    }

    @Test
    @DisplayName("T3 thousands of steps are judged, and how many were left out is said")
    void boundsTheMoments() throws Exception {
        CrashTest test = CrashTest.of(directory -> {
                    try (FileChannel file = FileChannel.open(
                            directory.resolve("log"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                        for (int line = 0; line < 3_500; line++) {
                            file.write(java.nio.ByteBuffer.wrap(new byte[] {'x'}));
                        }
                    }
                })
                .expectAlways(ANYTHING);
        CrashReport kill = test.survivesKill();
        assertThat(kill.steps()).isEqualTo(3_501);
        assertThat(kill.statesPossible()).isEqualTo(3_502);
        assertThat(kill.statesTried()).isBetween(1_000L, 3_001L);
        assertThat(test.survivesPowerLoss().statesPossible()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("T3 a large file is judged in a time that has a bound, too")
    void judgesALargeFile() throws Exception {
        byte[] content = new byte[8 * 1024 * 1024];
        CrashTest test = CrashTest.of(
                        directory -> AtomicFileWriter.create().writeBytes(directory.resolve("large"), content))
                .expectOnceReturned(directory ->
                        assertThat(Files.size(directory.resolve("large"))).isEqualTo(content.length));
        long start = System.nanoTime();
        assertThat(test.survivesKill().steps()).isGreaterThan(100);
        CrashReport report = test.survivesPowerLoss();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
        assertThat(report.statesTried()).isLessThan(report.statesPossible());
    }

    @Test
    @DisplayName("W15 T4 a thread that is interrupted can be tested, and stays interrupted")
    void keepsTheInterruptStatus() throws Exception {
        CrashTest test = CrashTest.of(directory -> {
                    Thread.currentThread().interrupt();
                    AtomicFileWriter.create().writeString(directory.resolve("file"), "text");
                })
                .expectOnceReturned(
                        directory -> assertThat(directory.resolve("file")).exists());
        test.survivesKill();
        test.survivesPowerLoss();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName("T4 nothing but the run's own directory is touched, also if the action changes other files")
    void ignoresOtherDirectories() throws Exception {
        Path elsewhere = Files.createTempDirectory("elsewhere");
        CrashReport report = CrashTest.of(directory -> Files.writeString(elsewhere.resolve("file"), "text"))
                .expectAlways(ANYTHING)
                .survivesPowerLoss();
        assertThat(report.steps()).isZero();
        assertThat(elsewhere.resolve("file")).hasContent("text");
        Files.delete(elsewhere.resolve("file"));
        Files.delete(elsewhere);
    }

    @Test
    @DisplayName("T2 steps of parallel threads are recorded in their order")
    void followsParallelThreads() throws Exception {
        CrashTest.of(directory -> {
                    List<Thread> threads = new ArrayList<>();
                    AtomicReference<Throwable> failure = new AtomicReference<>();
                    for (int number = 0; number < 8; number++) {
                        Path file = directory.resolve("file" + number);
                        Thread thread = new Thread(() -> {
                            try {
                                for (int round = 0; round < 20; round++) {
                                    AtomicFileWriter.create().writeString(file, "new");
                                }
                            } catch (IOException | RuntimeException failed) {
                                failure.set(failed);
                            }
                        });
                        thread.start();
                        threads.add(thread);
                    }
                    for (Thread thread : threads) {
                        thread.join();
                    }
                    assertThat(failure.get()).isNull();
                })
                .expectOnceReturned(directory -> {
                    for (int number = 0; number < 8; number++) {
                        assertThat(directory.resolve("file" + number)).hasContent("new");
                    }
                })
                .survivesPowerLoss();
    }

    @Test
    @DisplayName("T4 a run that gives no verdict also deletes what killed runs have left, in each place")
    void sweepsEveryPlaceFirst() throws Exception {
        List<Path> abandoned = new ArrayList<>();
        for (Path place : List.of(TemporaryFiles.forTheAction(), TemporaryFiles.forStates(0))) {
            Path left = Files.createTempDirectory(place, RunDirectory.PREFIX);
            Files.createFile(left.resolve("in-use"));
            abandoned.add(left);
        }
        CrashTest refused = CrashTest.of(directory -> new ProcessBuilder("touch", "file")
                        .directory(directory.toFile())
                        .start()
                        .waitFor())
                .expectAlways(ANYTHING);
        assertThatThrownBy(refused::survivesKill).isInstanceOf(UnsupportedOperationException.class);
        assertThat(abandoned).allSatisfy(left -> assertThat(left).doesNotExist());
    }

    @Test
    @DisplayName("T4 modes that keep the owner out don't keep the run from being deleted")
    void deletesWhatIsReadOnly() {
        assertThatCode(() -> CrashTest.of(directory -> {
                            Path sub = Files.createDirectory(directory.resolve("sub"));
                            Files.writeString(sub.resolve("file"), "text");
                            assertThat(sub.toFile().setWritable(false)).isTrue();
                        })
                        .expectAlways(ANYTHING)
                        .survivesKill())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("T1 an expectation may throw anything, and the cause of the AssertionError is what it threw")
    void takesEveryExceptionForABrokenState() {
        IOException thrown = new IOException("can't be read");
        CrashTest test = CrashTest.of(ANYTHING).expectAlways(directory -> {
            throw thrown;
        });
        assertThatThrownBy(test::survivesKill)
                .isInstanceOf(AssertionError.class)
                .hasCause(thrown)
                .hasMessageContaining("and then: IOException: can't be read");
    }

    @Test
    @DisplayName("T2 the system property that switches the native way off is as it was afterwards")
    void restoresTheSystemProperty() throws Exception {
        TreeMap<String, String> seen = new TreeMap<>();
        CrashTest.of(directory -> seen.put("action", System.getProperty("io.github.atomicwrite.native")))
                .expectAlways(ANYTHING)
                .survivesKill();
        assertThat(seen).containsEntry("action", "false");
        assertThat(System.getProperty("io.github.atomicwrite.native")).isNull();
    }
}
