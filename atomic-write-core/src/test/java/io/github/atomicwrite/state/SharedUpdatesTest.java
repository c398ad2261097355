package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedUpdatesTest {
    private static final int UPDATES = 24;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger commits = new AtomicInteger();

    /** Holds the first commit until all updates are waiting behind it. */
    private final CountDownLatch firstCommit = new CountDownLatch(1);

    private final CountDownLatch othersWait = new CountDownLatch(1);

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void startWithAState() throws IOException {
        path = Files.writeString(directory.resolve("state"), "0\n");
    }

    @AfterEach
    void stopTheThreads() {
        threads.shutdownNow();
    }

    /** A writer whose first commit doesn't end before it is let go. */
    private AtomicFileWriter holding() {
        return AtomicFileWriter.create().withListener(event -> {
            if (commits.incrementAndGet() == 1) {
                firstCommit.countDown();
                awaitLatch(othersWait);
            }
        });
    }

    private StateFile<List<String>> state(AtomicFileWriter writer) {
        return StateFile.of(path, new LinesFormat(), writer);
    }

    private static List<String> add(StateFile<List<String>> state, String line) throws IOException {
        return state.update(ArrayList::new, lines -> {
            lines.add(line);
            return lines;
        });
    }

    /** Starts a first update, whose commit is held, and then those that wait for it. */
    private List<Future<List<String>>> startBehindAHeldCommit(StateFile<List<String>> state) {
        threads.execute(() -> {
            try {
                add(state, "first");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        awaitLatch(firstCommit);
        List<Future<List<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            String line = "line " + i;
            waiting.add(threads.submit(() -> add(state, line)));
        }
        awaitWaiting(UPDATES);
        return waiting;
    }

    private static void awaitWaiting(int updates) {
        while (Thread.getAllStackTraces().values().stream()
                        .filter(stack -> Stream.of(stack)
                                .anyMatch(frame -> frame.getClassName().equals(GroupCommit.class.getName())
                                        && frame.getMethodName().equals("await")))
                        .count()
                < updates) {
            Thread.onSpinWait();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("S2 S3 Updates that wait while a commit is on its way share the next one, and none is lost")
    void sharesCommits() throws Exception {
        StateFile<List<String>> state = state(holding());
        List<Future<List<String>>> updates = startBehindAHeldCommit(state);
        othersWait.countDown();
        for (Future<List<String>> update : updates) {
            update.get();
        }
        assertThat(state.read().orElseThrow())
                .hasSize(UPDATES + 1)
                .doesNotHaveDuplicates()
                .startsWith("first");
        assertThat(commits).as("one for the first, one for all that waited").hasValue(2);
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S3 Each update builds on the ones before it in its round, and returns what it has made")
    void appliesInOrder() throws Exception {
        StateFile<List<String>> state = state(holding());
        List<Future<List<String>>> updates = startBehindAHeldCommit(state);
        othersWait.countDown();
        Set<Integer> lengths = new HashSet<>();
        List<String> last = List.of();
        for (Future<List<String>> update : updates) {
            List<String> result = update.get();
            assertThat(lengths.add(result.size())).isTrue();
            last = result.size() > last.size() ? result : last;
        }
        assertThat(state.read()).contains(last);
        for (Future<List<String>> update : updates) {
            assertThat(last).startsWith(update.get().toArray(new String[0]));
        }
    }

    @Test
    @DisplayName("S3 S6 A change that mutates its state and then throws fails alone, and leaves no trace in the others")
    void failsAlone() throws Exception {
        StateFile<List<String>> state = state(holding());
        List<Future<List<String>>> updates = startBehindAHeldCommit(state);
        Future<List<String>> failing = threads.submit(() -> state.update(ArrayList::new, lines -> {
            lines.clear();
            lines.add("trace");
            throw new IllegalStateException("on purpose");
        }));
        Future<List<String>> unwritable = threads.submit(() -> state.update(ArrayList::new, lines -> {
            lines.add(null);
            lines.add("trace");
            return new FailingList(lines);
        }));
        awaitWaiting(2 + UPDATES);
        othersWait.countDown();
        assertThatThrownBy(failing::get).cause().hasMessage("on purpose");
        assertThatThrownBy(unwritable::get).cause().hasMessage("not to be listed");
        for (Future<List<String>> update : updates) {
            assertThat(update.get()).doesNotContain("trace");
        }
        assertThat(state.read().orElseThrow()).hasSize(UPDATES + 1).doesNotContain("trace");
    }

    /** A state that can't be written. */
    private static final class FailingList extends AbstractList<String> {
        private final List<String> lines;

        FailingList(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public String get(int index) {
            throw new IllegalStateException("not to be listed");
        }

        @Override
        public int size() {
            return lines.size();
        }
    }

    @Test
    @DisplayName("S3 If a shared commit fails, every one of its updates fails, and the state is as it was")
    void failsTogether() throws Exception {
        StateFile<List<String>> state = state(holding());
        List<Future<List<String>>> updates = startBehindAHeldCommit(state);
        Path aside = directory.resolve("aside");
        updates.add(threads.submit(() -> state.update(ArrayList::new, lines -> {
            try {
                Files.move(path, aside);
                Files.createDirectory(path); // which no commit can replace
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            lines.add("saboteur");
            return lines;
        })));
        awaitWaiting(UPDATES + 1);
        othersWait.countDown();
        for (Future<List<String>> update : updates) {
            assertThatThrownBy(update::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("is a directory");
        }
        Files.delete(path);
        Files.move(aside, path);
        assertThat(state.read()).contains(List.of("first"));
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S2 Updates through different instances and spellings take turns, and none is lost")
    void takesTurnsUnderEverySpelling() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("state"));
        Path folder = Files.createSymbolicLink(directory.resolve("folder"), directory);
        List<Path> spellings = List.of(
                path,
                link,
                folder.resolve("state"),
                folder.resolve("..").resolve(directory.getFileName()).resolve("link"));
        List<Callable<List<String>>> updates = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String line = "line " + i;
            StateFile<List<String>> state =
                    StateFile.of(spellings.get(i % spellings.size()), new LinesFormat(), AtomicFileWriter.create());
            updates.add(() -> add(state, line));
        }
        for (Future<List<String>> update : threads.invokeAll(updates)) {
            update.get();
        }
        assertThat(state(AtomicFileWriter.create()).read().orElseThrow())
                .hasSize(200)
                .doesNotHaveDuplicates();
        assertHoldsOnly(directory, "state", "link", "folder");
    }

    @Test
    @DisplayName("S2 Writes and updates of one file take turns: none gets stuck, and none is lost between")
    void takesTurnsWithWrites() throws Exception {
        StateFile<List<String>> state = state(AtomicFileWriter.create());
        List<Callable<Object>> work = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String line = "line " + i;
            work.add(() -> add(state, line));
            work.add(() -> {
                state.write(List.of("written " + line));
                return line;
            });
        }
        for (Future<Object> done : threads.invokeAll(work)) {
            done.get();
        }
        add(state, "last");
        assertThat(state.read().orElseThrow()).endsWith("last").doesNotHaveDuplicates();
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S2 W15 An update that waits finishes although its thread is interrupted, and keeps the status")
    void finishesWhenInterruptedWhileWaiting() throws Exception {
        StateFile<List<String>> state = state(holding());
        startBehindAHeldCommit(state);
        List<Boolean> kept = new ArrayList<>();
        Thread waiting = new Thread(() -> {
            try {
                add(state, "interrupted");
                kept.add(Thread.interrupted());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        waiting.start();
        awaitWaiting(UPDATES + 1);
        waiting.interrupt();
        othersWait.countDown();
        waiting.join();
        assertThat(kept).containsExactly(true);
        assertThat(state.read().orElseThrow()).contains("interrupted");
    }
}
