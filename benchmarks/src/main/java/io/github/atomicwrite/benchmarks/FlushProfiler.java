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
 * Reports the flush requests to the disk for each operation. The block device counts them, so the figure is the same on
 * a fast machine and on a slow one.
 */
public final class FlushProfiler implements InternalProfiler {
    /** The name of the result. */
    static final String FLUSHES = "flushes";

    /** The sixteenth field: see the kernel's Documentation/block/stat.rst. */
    private static final int FLUSH_REQUESTS = 15;

    private long before;

    /** Called by JMH. */
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

    /** Returns the flush requests since the start of the machine. A tmpfs has no device and no flush requests. */
    private static long flushes(BenchmarkParams benchmark) {
        try {
            // The store's name is the device. On btrfs the device number of a file belongs to no block device.
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
