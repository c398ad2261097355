package io.github.atomicwrite.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.FailingDisk;
import io.github.atomicwrite.UnconfirmedWriteException;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes by many threads, and commits that fail. */
@Timeout(60)
class SharedCommitTests {
    private static final int THREADS = 32;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger commits = new AtomicInteger();
    private final FailingDisk disk = new FailingDisk();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void losesNoChangeOfManyThreads(Stores stores) throws Exception {
        StateFileMetadataStore store = new StateFileMetadataStore(stores.file(file(), counting()));
        List<Callable<Object>> puts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "thread-" + thread;
            puts.add(() -> {
                for (int i = 0; i < 20; i++) {
                    store.put(name + "-" + i, "value-" + i);
                }
                return store.remove(name + "-0");
            });
        }
        assertThat(results(puts)).containsOnly("value-0");
        StateFileMetadataStore restarted = stores.store(file());
        for (int thread = 0; thread < THREADS; thread++) {
            assertThat(restarted.get("thread-" + thread + "-0")).isNull();
            for (int i = 1; i < 20; i++) {
                assertThat(restarted.get("thread-" + thread + "-" + i)).isEqualTo("value-" + i);
            }
        }
        assertThat(commits.get()).isLessThan(THREADS * 21 / 2);
    }

    @Test
    void acceptsAKeyOnce() throws Exception {
        StateFileMetadataStore store = Stores.JACKSON_3.store(file());
        for (String key : List.of("a", "b", "c")) {
            List<Object> before = results(IntStream.range(0, THREADS)
                    .<Callable<Object>>mapToObj(thread -> () -> "" + store.putIfAbsent(key, "value-" + thread))
                    .toList());
            assertThat(before).containsOnlyOnce("null").contains(store.get(key));
            List<Object> replaced = results(IntStream.range(0, THREADS)
                    .<Callable<Object>>mapToObj(thread -> () -> store.replace(key, store.get(key) + "", "new"))
                    .toList());
            assertThat(replaced).contains(true);
        }
    }

    @Test
    void sharesOneCommitBetweenTheChangesThatWait() throws Exception {
        Gate gate = new Gate();
        StateFileMetadataStore store = new StateFileMetadataStore(StateFile.of(file(), gate, counting()));
        Future<?> first = threads.submit(() -> store.put("first", "1"));
        gate.awaitWriting();
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String key = "key-" + i;
            waiting.add(threads.submit(() -> store.put(key, "1")));
        }
        awaitWaiting(100);
        gate.open();
        first.get();
        for (Future<?> each : waiting) {
            each.get();
        }
        assertThat(commits).hasValue(2);
        assertThat(Stores.JACKSON_3.file(file()).read())
                .hasValueSatisfying(all -> assertThat(all).hasSize(101));
    }

    @Test
    void readsTheOldEntriesUntilTheChangeIsCommitted() throws Exception {
        Gate gate = new Gate();
        StateFileMetadataStore store = new StateFileMetadataStore(StateFile.of(file(), gate, counting()));
        Future<?> put = threads.submit(() -> store.put("a", "1"));
        gate.awaitWriting();
        assertThat(store.get("a")).isNull();
        gate.open();
        put.get();
        assertThat(store.get("a")).isEqualTo("1");
    }

    @Test
    void keepsTheOldEntriesIfACommitFails() throws Exception {
        for (IOException failure :
                new IOException[] {new AccessDeniedException("denied"), new IOException("No space left on device")}) {
            Files.deleteIfExists(file());
            StateFileMetadataStore store = new StateFileMetadataStore(Stores.JACKSON_3.file(file(), disk.writer()));
            store.put("a", "1");
            disk.failToReplace(failure);
            List<Object> failures = failures(IntStream.range(0, THREADS)
                    .<Callable<Object>>mapToObj(thread -> () -> store.putIfAbsent("key-" + thread, "1"))
                    .toList());
            assertThat(failures)
                    .hasSize(THREADS)
                    .allSatisfy(thrown -> assertThat((Throwable) thrown)
                            .isInstanceOf(UncheckedIOException.class)
                            .hasMessage("Can't change the metadata store " + file())
                            .hasCauseInstanceOf(IOException.class));
            assertThatThrownBy(() -> store.put("a", "2")).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> store.remove("a")).isInstanceOf(UncheckedIOException.class);
            assertThat(store.get("a")).isEqualTo("1");
            assertThat(store.get("key-0")).isNull();
            assertThat(file()).hasContent("{\"a\":\"1\"}");
            assertThat(directory.toFile().list()).containsExactly("metadata.json");
            disk.repair();
            assertThat(store.putIfAbsent("key-0", "2")).isNull();
            assertThat(file()).hasContent("{\"a\":\"1\",\"key-0\":\"2\"}");
        }
    }

    @Test
    void followsTheFileIfACommitIsUnconfirmed() throws Exception {
        StateFileMetadataStore store = new StateFileMetadataStore(Stores.JACKSON_3.file(file(), disk.writer()));
        store.put("a", "1");
        disk.failToForceDirectories(new IOException("I/O error"));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> store.putIfAbsent("b", "2"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "The metadata store " + file() + " is changed, but the change may not survive power loss")
                    .hasCauseInstanceOf(UnconfirmedWriteException.class);
            assertThat(store.get("b")).isEqualTo("2");
            assertThat(file()).hasContent("{\"a\":\"1\",\"b\":\"2\"}");
        }
        disk.repair();
        Object unconfirmed = Files.readAttributes(file(), "unix:ino").get("ino");
        assertThat(store.putIfAbsent("b", "3")).isEqualTo("2");
        assertThat(Files.readAttributes(file(), "unix:ino").get("ino")).isNotEqualTo(unconfirmed);
        assertThat(directory.toFile().list()).containsExactly("metadata.json");
    }

    @Test
    void failsOnlyTheChangeThatTheFormatRefuses() throws Exception {
        Gate gate = new Gate();
        StateFileMetadataStore store = new StateFileMetadataStore(StateFile.of(file(), gate, counting()));
        Future<?> first = threads.submit(() -> store.put("first", "1"));
        gate.awaitWriting();
        Map<String, Future<?>> puts = new TreeMap<>();
        for (String key : List.of("a", "b", Gate.REFUSED, "c")) {
            puts.put(key, threads.submit(() -> store.put(key, "1")));
        }
        awaitWaiting(4);
        gate.open();
        first.get();
        assertThatThrownBy(puts.remove(Gate.REFUSED)::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("refused");
        for (Future<?> put : puts.values()) {
            put.get();
        }
        assertThat(store.get(Gate.REFUSED)).isNull();
        assertThat(Stores.JACKSON_3.file(file()).read().orElseThrow()).containsOnlyKeys("first", "a", "b", "c");
    }

    @Test
    void finishesAChangeOfAnInterruptedThreadAndKeepsItsStatus() throws Exception {
        Gate gate = new Gate();
        StateFileMetadataStore store = new StateFileMetadataStore(StateFile.of(file(), gate, counting()));
        Future<?> first = threads.submit(() -> store.put("first", "1"));
        gate.awaitWriting();
        AtomicReference<Thread> interrupted = new AtomicReference<>();
        Future<Boolean> second = threads.submit(() -> {
            interrupted.set(Thread.currentThread());
            store.put("second", "1");
            return Thread.interrupted();
        });
        awaitWaiting(1);
        interrupted.get().interrupt();
        gate.open();
        first.get();
        assertThat(second.get()).isTrue();
        assertThat(file()).hasContent("{\"first\":\"1\",\"second\":\"1\"}");
    }

    @Test
    void refusesAChangeFromWithinACommitOfItsOwn() {
        AtomicReference<StateFileMetadataStore> self = new AtomicReference<>();
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        AtomicFileWriter writer = AtomicFileWriter.create().withListener(event -> {
            try {
                self.get().put("from the listener", "1");
            } catch (IllegalStateException refused) {
                refusal.set(refused);
            }
        });
        self.set(new StateFileMetadataStore(Stores.JACKSON_3.file(file(), writer)));
        self.get().put("a", "1");
        assertThat(refusal.get())
                .hasMessage("A change of the metadata store " + file() + " must not change the same store.");
        self.get().put("b", "2");
        assertThat(file()).hasContent("{\"a\":\"1\",\"b\":\"2\"}");
    }

    private AtomicFileWriter counting() {
        return AtomicFileWriter.create().withListener(event -> {
            if (event.outcome() == CommitEvent.Outcome.COMMITTED) {
                commits.incrementAndGet();
            }
        });
    }

    private List<Object> results(List<Callable<Object>> calls) throws Exception {
        List<Object> results = new ArrayList<>();
        for (Future<Object> result : threads.invokeAll(calls)) {
            results.add(result.get());
        }
        return results;
    }

    private List<Object> failures(List<Callable<Object>> calls) throws Exception {
        List<Object> failures = new ArrayList<>();
        for (Future<Object> result : threads.invokeAll(calls)) {
            try {
                result.get();
            } catch (ExecutionException failed) {
                failures.add(failed.getCause());
            }
        }
        return failures;
    }

    /** Waits until so many threads wait for a commit. */
    private static void awaitWaiting(int count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (waiting() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + waiting() + " threads wait");
            }
            Thread.sleep(1);
        }
    }

    private static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Change.class.getName())
                                && frame.getMethodName().equals("awaitTurn")))
                .filter(stack -> stack.length > 0 && stack[0].getMethodName().equals("park"))
                .count();
    }

    private Path file() {
        return directory.resolve("metadata.json");
    }

    /** A format whose first write waits. It refuses one key. */
    private static final class Gate implements StateFormat<Map<String, String>> {
        static final String REFUSED = "bad";

        private final StateFormat<Map<String, String>> json = Stores.JACKSON_3.format();
        private final CountDownLatch writing = new CountDownLatch(1);
        private final CompletableFuture<Boolean> open = new CompletableFuture<>();

        void awaitWriting() throws InterruptedException {
            writing.await();
        }

        void open() {
            open.complete(true);
        }

        @Override
        public void write(Map<String, String> state, OutputStream out) throws IOException {
            writing.countDown();
            open.join();
            if (state.containsKey(REFUSED)) {
                throw new IllegalStateException("refused");
            }
            json.write(state, out);
        }

        @Override
        public Map<String, String> read(InputStream in) throws IOException {
            return Map.copyOf(new LinkedHashMap<>(json.read(in)));
        }
    }
}
