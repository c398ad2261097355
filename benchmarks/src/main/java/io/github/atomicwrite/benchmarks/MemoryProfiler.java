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
 * Measures repeatedly, during an operation, the memory in use: heap that survives a collection, and direct buffers.
 * Reports the maximum minus the memory in use before the operation.
 */
public final class MemoryProfiler implements InternalProfiler {
    /** The name of the result. */
    static final String EXTRA = "extraMemory";

    private static final long PAUSE_MILLIS = 5;

    private CountDownLatch end = new CountDownLatch(1);
    private static long before;
    private static long most;
    private @Nullable Thread watcher;

    /** Called by JMH. */
    public MemoryProfiler() {}

    @Override
    public String getDescription() {
        return "the maximum memory, heap and direct, of an operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startHere();
        end = new CountDownLatch(1);
        watcher = new Thread(this::watch, "memory");
        watcher.start();
    }

    /** Sets the baseline to the memory in use now. A benchmark calls it when it has created its caller's content. */
    static synchronized void startHere() {
        held(); // the first measurement allocates memory itself
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
