package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    @DisplayName("Batch Everything is done once, however many there are")
    void doesEachOnce() throws IOException {
        for (int count : new int[] {0, 1, 2, 15, 16, 17, 1000}) {
            ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
            Parallel.forEach(numbers(count), done::add);
            assertThat(done).containsExactlyInAnyOrderElementsOf(numbers(count));
        }
    }

    @Test
    @DisplayName("Batch As many are done at once as there are, up to 16, and in threads that keep no program alive")
    void doesManyAtOnce() throws IOException {
        for (int count : new int[] {2, 16}) {
            CountDownLatch together = new CountDownLatch(count);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            Parallel.forEach(numbers(count), number -> {
                threads.add(Thread.currentThread());
                together.countDown();
                assertThat(waitFor(together)).as("all %d run together", count).isTrue();
            });
            assertThat(threads).hasSize(count).contains(Thread.currentThread());
            threads.remove(Thread.currentThread());
            assertThat(threads).allMatch(Thread::isDaemon).noneMatch(Thread::isAlive);
        }
    }

    @Test
    @DisplayName("Batch The longer they wait, the more are done at once, up to 64; and all are waited for")
    void doesMoreAtOnceWhereTheyWait() throws IOException {
        Set<Thread> first = ConcurrentHashMap.newKeySet();
        first.add(Thread.currentThread());
        Set<Thread> later = ConcurrentHashMap.newKeySet();
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(numbers(1000), number -> {
            Thread self = Thread.currentThread();
            boolean isFirst = number < 16 || first.contains(self);
            (isFirst ? first : later).add(self);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(isFirst ? 10 : 50));
            done.incrementAndGet();
        });
        int doneOnReturn = done.get();
        assertThat(doneOnReturn).isEqualTo(1000);
        assertThat(first.size() + later.size()).isEqualTo(64);
        assertThat(later).isNotEmpty().noneMatch(Thread::isAlive);
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
        assertThatThrownBy(() -> Parallel.forEach(numbers(100), number -> {
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
        Parallel.forEach(numbers(100), done::add);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasSize(100);
    }
}
