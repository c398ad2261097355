package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Counts the flush requests that the disk was sent for each operation. The block device counts them itself, so the
 * figure is the same on a fast machine and on a slow one.
 */
public final class FlushProfiler implements InternalProfiler {
    /** What the result is called. */
    static final String FLUSHES = "flushes";

    /** See the kernel's Documentation/block/stat.rst: the sixteenth field. */
    private static final int FLUSH_REQUESTS = 15;

    private long before;

    /** For JMH. */
    public FlushProfiler() {}

    @Override
    public String getDescription() {
        return "flush requests per operation, as the block device counts them";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = flushes(benchmark);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double perOperation =
                (double) (flushes(benchmark) - before) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(FLUSHES, perOperation, "flushes/op", AggregationPolicy.AVG));
    }

    /** How many there have been since the machine was started; a tmpfs has no device, and none. */
    private static long flushes(BenchmarkParams benchmark) {
        try {
            // The store's name is the device: btrfs gives its files a device number that no device has.
            Path device = Path.of(Files.getFileStore(Workplace.root(benchmark.getParam("place")))
                    .name());
            Path statistics = Path.of("/sys/class/block", Replacers.nameOf(device), "stat");
            if (Files.notExists(statistics)) {
                return 0;
            }
            return Long.parseLong(Files.readString(statistics).trim().split(" +", -1)[FLUSH_REQUESTS]);
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }
}
