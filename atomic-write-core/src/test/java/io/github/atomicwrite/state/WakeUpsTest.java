package io.github.atomicwrite.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often threads wake up that wait for one state file. */
class WakeUpsTest {
    private static final int THREADS = 200;
    private static final int MAX_WAKE_UPS_OF_A_THREAD = 10;

    @TempDir
    private Path directory;

    enum Use {
        WRITE {
            @Override
            void act(StateFile<List<String>> shared, int thread) throws IOException {
                shared.write(List.of("thread " + thread));
            }
        },
        UPDATE {
            @Override
            void act(StateFile<List<String>> shared, int thread) throws IOException {
                shared.update(ArrayList::new, lines -> List.of("thread " + thread));
            }
        },
        WRITE_WITH_AN_INSTANCE_OF_ITS_OWN {
            @Override
            void act(StateFile<List<String>> shared, int thread) throws IOException {
                WRITE.act(state(shared.path()), thread);
            }
        },
        UPDATE_WITH_AN_INSTANCE_OF_ITS_OWN {
            @Override
            void act(StateFile<List<String>> shared, int thread) throws IOException {
                UPDATE.act(state(shared.path()), thread);
            }
        },
        ALL_OF_THESE {
            @Override
            void act(StateFile<List<String>> shared, int thread) throws IOException {
                Use[] others = {WRITE, UPDATE, WRITE_WITH_AN_INSTANCE_OF_ITS_OWN, UPDATE_WITH_AN_INSTANCE_OF_ITS_OWN};
                others[thread % others.length].act(shared, thread);
            }
        };

        abstract void act(StateFile<List<String>> shared, int thread) throws IOException;
    }

    private static StateFile<List<String>> state(Path path) {
        return StateFile.of(path, new LinesFormat(), AtomicFileWriter.create().withDurability(Durability.NONE));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S13 Threads that wait for one state file wake up a few times each, however many there are")
    void wakesEachThreadAFewTimes(Use use) throws Exception {
        StateFile<List<String>> shared = state(directory.resolve("state"));
        shared.write(List.of());
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch holds = new CountDownLatch(1);
        AtomicLong wakeUps = new AtomicLong();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

        Thread holder = start(
                failures,
                () -> shared.update(ArrayList::new, lines -> {
                    holds.countDown();
                    awaitUninterrupted(held);
                    return lines;
                }));
        awaitUninterrupted(holds);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            waiting.add(start(failures, () -> {
                use.act(shared, thread);
                wakeUps.addAndGet(wakeUpsOfThisThread());
            }));
        }
        for (Thread thread : waiting) {
            awaitWaiting(thread);
        }
        held.countDown();
        holder.join();
        for (Thread thread : waiting) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(wakeUps.get())
                .as("times that %d threads have woken up", THREADS)
                .isLessThanOrEqualTo((long) THREADS * MAX_WAKE_UPS_OF_A_THREAD);
    }

    private static long wakeUpsOfThisThread() {
        ThreadInfo info = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId());
        return info.getWaitedCount() + info.getBlockedCount();
    }

    private static Thread start(Queue<Throwable> failures, Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Throwable failure) {
                failures.add(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.isAlive()
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
