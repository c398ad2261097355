package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.WriteBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Many files of 4 KiB in one directory are replaced: what one such round costs. */
@SuppressWarnings("NullAway.Init") // JMH fills the fields, or calls what does
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ManyFiles {
    private static final int SIZE = 4096;
    private static final String PREFIX = "file-";

    private final AtomicFileWriter writer = AtomicFileWriter.create();
    private final byte[] content = new byte[SIZE];

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** How many files. */
    @Param({"200"})
    public int files;

    private Path directory;
    private List<Path> targets;

    /** Creates the files that are then replaced. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        targets = IntStream.range(0, files)
                .mapToObj(i -> directory.resolve(PREFIX + i))
                .toList();
        batch();
    }

    /** Removes everything. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** All in one batch. */
    @Benchmark
    public void batch() throws IOException {
        try (WriteBatch batch = writer.batch()) {
            for (Path target : targets) {
                batch.writeBytes(target, content);
            }
            batch.commit();
        }
    }

    /** Each for itself. */
    @Benchmark
    public void oneByOne() throws IOException {
        for (Path target : targets) {
            writer.writeBytes(target, content);
        }
    }

    /** The C program that forces the whole file system. */
    @SuppressWarnings("NullAway.Init") // JMH fills the fields, or calls what does
    @State(Scope.Benchmark)
    public static class Syncfs {
        private Floor program;

        /** Starts it. */
        @Setup
        public void start() {
            program = new Floor("syncfs");
        }

        /** Ends it. */
        @TearDown
        public void end() throws IOException {
            program.close();
        }
    }

    /** The least that it can cost. */
    @Benchmark
    public void syncfsFloor(Syncfs floor) throws IOException {
        floor.program.order(directory, PREFIX, SIZE, files);
    }
}
