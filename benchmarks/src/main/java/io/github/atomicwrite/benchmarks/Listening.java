package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures what listeners add to a write that doesn't wait for a disk. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Listening {
    private static final int SIZE = 4096;

    private final LongAdder written = new LongAdder();
    private final byte[] content = new byte[SIZE];

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** The number of listeners. Each one adds up the bytes. */
    @Param({"0", "1", "10"})
    public int listeners;

    private AtomicFileWriter writer;
    private Path directory;
    private Path target;

    /** Creates the writer with its listeners, and the file that the benchmark replaces. */
    @Setup
    public void create() throws IOException {
        writer = AtomicFileWriter.create().withDurability(Durability.NONE);
        for (int i = 0; i < listeners; i++) {
            writer = writer.withListener(event -> written.add(event.bytes()));
        }
        directory = Workplace.create(place);
        target = directory.resolve("target");
        writer.writeBytes(target, content);
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** Replaces a file. */
    @Benchmark
    public void replace() throws IOException {
        writer.writeBytes(target, content);
    }
}
