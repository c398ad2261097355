package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitListener;
import io.github.atomicwrite.LogRecorder;
import io.github.atomicwrite.internal.StateFileListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the starter's meters count. */
class StateFileEventsTest {
    private static final int UPDATES = 8;

    @TempDir
    private Path directory;

    private final Recorder recorder = new Recorder();
    private final LogRecorder log = new LogRecorder(StateFile.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private static class Recorder implements CommitListener, StateFileListener {
        final Queue<Update> updates = new ConcurrentLinkedQueue<>();
        final List<Path> quarantined = new ArrayList<>();

        @Override
        public void onCommit(CommitEvent event) {}

        @Override
        public void onUpdate(Update update) {
            updates.add(update);
        }

        @Override
        public void onQuarantine(Path file) {
            quarantined.add(file);
        }
    }

    private StateFile<List<String>> state(CommitListener listener) {
        return StateFile.of(
                directory.resolve("state"),
                new LinesFormat(),
                AtomicFileWriter.create().withListener(listener));
    }

    private static List<String> append(List<String> lines, String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    @Test
    void reportsWritesAndUpdates() throws IOException {
        StateFile<List<String>> state = state(recorder);
        state.write(List.of("one"));
        state.update(List::of, lines -> append(lines, "two"));
        assertThatThrownBy(() -> state.update(List::of, lines -> {
                    throw new IllegalStateException("no change");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(recorder.updates).hasSize(3).allSatisfy(update -> {
            assertThat(update.file()).isEqualTo(state.path());
            assertThat(update.waited()).isPositive().isLessThan(update.elapsed());
        });
        assertThat(recorder.updates).map(StateFileListener.Update::committed).containsExactly(1, 1, 0);
        assertThat(recorder.updates)
                .last()
                .satisfies(update -> assertThat(update.failure()).hasMessage("no change"));
    }

    @Test
    void countsTheUpdatesThatShareACommit() throws Exception {
        StateFile<List<String>> state = state(recorder);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> futures = new ArrayList<>();
            futures.add(threads.submit(() -> state.update(List::of, lines -> {
                running.countDown();
                await(go);
                return append(lines, "first");
            })));
            running.await();
            for (int i = 0; i < UPDATES; i++) {
                String line = "line" + i;
                futures.add(threads.submit(() -> state.update(List::of, lines -> append(lines, line))));
            }
            Thread.sleep(300); // until all wait
            go.countDown();
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(recorder.updates)
                .hasSize(1 + UPDATES)
                .allSatisfy(update -> assertThat(update.waited()).isLessThan(update.elapsed()));
        assertThat(recorder.updates.stream()
                        .mapToInt(StateFileListener.Update::committed)
                        .sum())
                .isEqualTo(1 + UPDATES);
        assertThat(recorder.updates).anyMatch(update -> update.committed() > UPDATES / 2);
        assertThat(recorder.updates.stream().filter(update -> update.waited().toMillis() > 100))
                .hasSizeGreaterThan(UPDATES / 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsTheChangeItselfAsNoWait() throws Exception {
        Duration change = Duration.ofMillis(50);
        state(recorder).update(List::of, lines -> {
            pause(change);
            return append(lines, "slowly");
        });
        assertThat(recorder.updates).singleElement().satisfies(update -> {
            assertThat(update.elapsed()).isBetween(change, Duration.ofMinutes(1));
            assertThat(update.elapsed().minus(update.waited())).isGreaterThanOrEqualTo(change);
        });
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reportsAQuarantine() throws IOException {
        StateFile<List<String>> state = state(recorder);
        Files.createFile(state.path());
        assertThatThrownBy(state::read).isInstanceOf(CorruptStateException.class);
        assertThat(recorder.quarantined).isEmpty();
        assertThat(state.withCorruptionHandler(CorruptionHandler.quarantine()).read())
                .isEmpty();
        assertThat(recorder.quarantined).containsExactly(state.path());
    }

    @Test
    void reportsNoQuarantineIfTheHandlerLeavesTheFile() throws IOException {
        StateFile<List<String>> state = state(recorder);
        Files.createFile(state.path());
        assertThat(state.withCorruptionHandler((file, damage) -> {}).read()).isEmpty();
        assertThat(recorder.quarantined).isEmpty();
        assertHoldsOnly(directory, state.path().getFileName().toString());
    }

    @Test
    void failsTheWriteThatAListenerCanNotPrepare() throws IOException {
        StateFile<List<String>> state = state(new Recorder() {
            @Override
            public void beforeWrite(Path file) throws IOException {
                throw new IOException("not prepared");
            }
        });
        assertThatThrownBy(() -> state.write(List.of("new"))).hasMessage("not prepared");
        assertThatThrownBy(() -> state.update(List::of, lines -> lines)).hasMessage("not prepared");
        assertHoldsOnly(directory);
    }

    @Test
    void dropsWhatAListenerThrowsAfterwards() throws IOException {
        StateFile<List<String>> state = state(new Recorder() {
            @Override
            public void onUpdate(Update update) {
                throw new AssertionError("in the listener");
            }
        });
        state.write(List.of("new"));
        assertThat(state.read()).contains(List.of("new"));
        assertThat(log.records()).hasSize(1);
    }
}
