package io.github.atomicwrite.benchmarks;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Looks again and again, while an operation is on its way, at how much memory can't be freed: heap that survives a
 * collection, and direct buffers. Tells the most beyond what it was before.
 */
public final class MemoryProfiler implements InternalProfiler {
    /** What the result is called. */
    static final String EXTRA = "extraMemory";

    private static final long PAUSE_MILLIS = 5;

    private CountDownLatch end = new CountDownLatch(1);
    private static long before;
    private static long most;
    private @Nullable Thread watcher;

    /** For JMH. */
    public MemoryProfiler() {}

    @Override
    public String getDescription() {
        return "the most memory, heap and direct, that an operation holds";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startHere();
        end = new CountDownLatch(1);
        watcher = new Thread(this::watch, "memory");
        watcher.start();
    }

    /** Takes what is held now for what was held before: for a benchmark that has just made what its caller holds. */
    static synchronized void startHere() {
        held(); // the first look has a cost of its own
        before = held();
        most = 0;
    }

    private void watch() {
        try {
            while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized void look() {
        most = Math.max(most, held() - before);
    }

    private static synchronized long most() {
        return most;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        end.countDown();
        try {
            if (watcher != null) {
                watcher.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return List.of(new ScalarResult(EXTRA, most(), "bytes", AggregationPolicy.MAX));
    }

    private static long held() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + direct;
    }
}
