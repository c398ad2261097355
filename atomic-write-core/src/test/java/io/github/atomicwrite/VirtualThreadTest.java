package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two virtual threads on two carriers wait for a slow disk, for which strace(1) stands in. A third one wakes up each
 * millisecond: it counts what is left to the others.
 */
class VirtualThreadTest {
    private static final int WRITERS = 2;
    private static final String DELAY = "delay_enter=60000";
    private static final long MILLIS = 300;
    private static final String ALONE = "ALONE";

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeVirtualThreads() {
        VirtualThreads.assumeKnown();
        Programs.assumeTracing();
    }

    @Test
    @DisplayName("W21 Virtual threads that force files leave the carriers to others, whatever forces them")
    void leavesTheCarriersToOthersWhileItForces() throws Exception {
        expectTurns(
                "fsync,fdatasync",
                VirtualUse.WRITE_BYTES,
                VirtualUse.WRITE_STREAM,
                VirtualUse.WRITE_CONTENT,
                VirtualUse.PENDING_FILE,
                VirtualUse.BATCH,
                VirtualUse.BATCH_OF_MANY,
                VirtualUse.STATE_WRITE,
                VirtualUse.STATE_UPDATE,
                VirtualUse.QUARANTINE);
    }

    @Test
    @DisplayName("W21 Virtual threads whose content goes to a slow disk leave the carriers to others")
    void leavesTheCarriersToOthersWhileItWrites() throws Exception {
        expectTurns(
                "pwrite64,pwritev",
                VirtualUse.WRITE_BYTES,
                VirtualUse.WRITE_STREAM,
                VirtualUse.WRITE_CONTENT,
                VirtualUse.BATCH);
    }

    @Test
    @DisplayName("W21 Virtual threads that sweep a slow disk leave the carriers to others")
    void leavesTheCarriersToOthersWhileItSweeps() throws Exception {
        expectTurns("?unlink,unlinkat", VirtualUse.SWEEP);
    }

    private void expectTurns(String slowCalls, VirtualUse... uses) throws Exception {
        Object[] arguments = new Object[uses.length + 1];
        arguments[0] = directory;
        System.arraycopy(uses, 0, arguments, 1, uses.length);
        String printed = ChildJvm.of(CountTurns.class)
                .after(Programs.injecting(slowCalls + ":" + DELAY))
                .withOption("-Djdk.virtualThreadScheduler.parallelism=" + WRITERS)
                .withOption("-Djava.util.logging.config.file=/dev/null") // the warnings of the quarantine
                .run(arguments);
        Map<String, Long> turns = new LinkedHashMap<>();
        printed.lines()
                .map(line -> line.split(": ", 2))
                .forEach(line -> turns.put(line[0], line[1].matches("\\d+") ? Long.parseLong(line[1]) : -1));
        assertThat(turns).as(printed).hasSize(uses.length + 1);
        long alone = turns.remove(ALONE);
        assertThat(alone).as("turns when nobody writes").isPositive();
        assertThat(turns)
                .as("turns of another virtual thread in %d ms, of %s", MILLIS, printed)
                .allSatisfy((use, count) -> assertThat(count).as(use).isGreaterThan(alone / 10));
    }

    /** Counts the turns of a virtual thread beside two that wait for the disk, for each use. */
    static final class CountTurns {
        public static void main(String[] arguments) throws Exception {
            System.out.println(ALONE + ": " + turnsAlone());
            for (int i = 1; i < arguments.length; i++) {
                VirtualUse use = VirtualUse.valueOf(arguments[i]);
                Path work = Files.createDirectory(Path.of(arguments[0], use.name()));
                System.out.println(use + ": " + turnsBeside(use, work));
            }
        }

        private static long turnsAlone() throws InterruptedException {
            AtomicLong turns = new AtomicLong();
            VirtualThreads.start(() -> turns.set(turnsUntil(System.nanoTime() + MILLIS * 1_000_000)))
                    .join();
            return turns.get();
        }

        private static Object turnsBeside(VirtualUse use, Path work) throws Exception {
            CountDownLatch begun = new CountDownLatch(WRITERS);
            AtomicLong stop = new AtomicLong(Long.MAX_VALUE);
            AtomicLong turns = new AtomicLong();
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Path own = Files.createDirectory(work.resolve("writer" + writer));
                threads.add(VirtualThreads.start(() -> {
                    try {
                        for (int round = 0; System.nanoTime() < stop.get(); round++) {
                            use.act(own, round);
                            begun.countDown();
                        }
                    } catch (Throwable failure) {
                        failures.add(failure);
                        begun.countDown();
                    }
                }));
            }
            begun.await();
            stop.set(System.nanoTime() + MILLIS * 1_000_000);
            threads.add(VirtualThreads.start(() -> turns.set(turnsUntil(stop.get()))));
            for (Thread thread : threads) {
                thread.join();
            }
            return failures.isEmpty() ? turns.get() : failures.peek();
        }

        private static long turnsUntil(long stop) {
            long turns = 0;
            try {
                for (; System.nanoTime() < stop; turns++) {
                    Thread.sleep(1);
                }
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
            return turns;
        }
    }

    @Test
    @DisplayName("W21 A write in a platform thread starts no thread, and those that help virtual threads are daemons")
    void startsNoThreadForPlatformThreads() throws Exception {
        String printed = ChildJvm.of(CountThreads.class)
                .after(Programs.injecting("fsync,fdatasync:delay_enter=20000"))
                .run(directory);
        assertThat(printed).isEqualTo("0 started, 0 that are unnamed or no daemons");
    }

    /** Counts the threads that platform threads start, and helpers of virtual ones without a name or not daemons. */
    static final class CountThreads {
        private static final int VIRTUAL = 40;

        public static void main(String[] arguments) throws Exception {
            Path work = Path.of(arguments[0]);
            actAll(work, 0);
            long before = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
            actAll(work, 1);
            long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - before;

            Queue<Thread> known =
                    new ConcurrentLinkedQueue<>(Thread.getAllStackTraces().keySet());
            CountDownLatch over = new CountDownLatch(VIRTUAL);
            for (int i = 0; i < VIRTUAL; i++) {
                Path own = Files.createDirectory(work.resolve("virtual" + i));
                VirtualThreads.start(() -> {
                    try {
                        VirtualUse.WRITE_BYTES.act(own, 0);
                        over.countDown();
                    } catch (IOException failed) {
                        throw new AssertionError(failed);
                    }
                });
            }
            long wrong = 0;
            while (over.getCount() > 0) {
                wrong = Math.max(
                        wrong,
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !known.contains(thread))
                                .filter(thread ->
                                        !thread.isDaemon() || thread.getName().matches("Thread-\\d+|"))
                                .count());
                Thread.sleep(5);
            }
            System.out.println(started + " started, " + wrong + " that are unnamed or no daemons");
        }

        private static void actAll(Path work, int round) throws IOException {
            // A batch always forces with several threads, and a quarantine logs.
            for (VirtualUse use : EnumSet.complementOf(
                    EnumSet.of(VirtualUse.BATCH, VirtualUse.BATCH_OF_MANY, VirtualUse.QUARANTINE))) {
                use.act(work, round);
            }
        }
    }
}
