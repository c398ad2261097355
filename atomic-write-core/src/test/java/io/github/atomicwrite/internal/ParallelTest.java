package io.github.atomicwrite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static void forEach(List<Integer> numbers, ActionOnNumber action) throws IOException {
        Parallel.runAll(numbers.stream()
                .<IoAction>map(number -> () -> action.on(number))
                .toList());
    }

    @FunctionalInterface
    private interface ActionOnNumber {
        void on(int number) throws IOException;
    }

    @Test
    @DisplayName("Batch Everything is done once, however many there are")
    void doesEachOnce() throws IOException {
        for (int count : new int[] {0, 1, 2, 63, 64, 65, 1000}) {
            ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
            forEach(numbers(count), done::add);
            assertThat(done).containsExactlyInAnyOrderElementsOf(numbers(count));
        }
    }

    @Test
    @DisplayName("Batch As many are done at once as there are, up to 64, and in threads that keep no program alive")
    void doesManyAtOnce() throws IOException {
        for (int count : new int[] {2, 64}) {
            CountDownLatch together = new CountDownLatch(count);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            forEach(numbers(count), number -> {
                threads.add(Thread.currentThread());
                together.countDown();
                assertThat(waitFor(together)).as("all %d run together", count).isTrue();
            });
            assertThat(threads).hasSize(count).contains(Thread.currentThread());
            threads.remove(Thread.currentThread());
            assertThat(threads).allMatch(Thread::isDaemon);
        }
    }

    @Test
    @DisplayName("Batch Threads are used again, and end when they are idle")
    void usesItsThreadsAgain() throws Exception {
        int calls = 20;
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int call = 0; call < calls; call++) {
            CountDownLatch together = new CountDownLatch(64);
            forEach(numbers(64), number -> {
                threads.add(Thread.currentThread());
                together.countDown();
                assertThat(waitFor(together)).isTrue();
            });
        }
        assertThat(threads).hasSizeBetween(64, calls * 64 / 2);
        threads.remove(Thread.currentThread());
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    @DisplayName("Batch Failures stop none of the others; the first item's shows, and the later ones within it")
    void doesTheRestAfterAFailure() {
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        assertThatThrownBy(() -> forEach(numbers(100), number -> {
                    done.add(number);
                    if (number % 40 == 7) {
                        throw new IOException("number " + number);
                    }
                }))
                .hasMessage("number 7")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("number 47", "number 87"));
        assertThat(done).hasSize(100);
    }

    @Test
    @DisplayName("W15 An interrupt stops nothing, and is kept")
    void keepsAnInterrupt() throws IOException {
        ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
        Thread.currentThread().interrupt();
        forEach(numbers(100), done::add);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasSize(100);
    }
}
