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

/** Measures the replacement of many files of 4 KiB in one directory. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
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

    /** The number of files. */
    @Param({"200"})
    public int files;

    /** The way to write the files. */
    @Param({"ATOMIC_WRITE"})
    public Contender contender;

    private Path directory;
    private List<Path> targets;

    /** Creates the files that the benchmark replaces. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        targets = IntStream.range(0, files)
                .mapToObj(i -> directory.resolve(PREFIX + i))
                .toList();
        contender.requireItsWay(directory);
        batch();
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** Replaces all files in one batch. */
    @Benchmark
    public void batch() throws IOException {
        try (WriteBatch batch = writer.batch()) {
            for (Path target : targets) {
                batch.writeBytes(target, content);
            }
            batch.commit();
        }
    }

    /** Replaces one file after the other. */
    @Benchmark
    public void oneByOne() throws IOException {
        for (Path target : targets) {
            writer.writeBytes(target, content);
        }
    }

    /** The C program that forces the whole file system. */
    @SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
    @State(Scope.Benchmark)
    public static class Syncfs {
        private Floor program;

        /** Starts the program. */
        @Setup
        public void start() {
            program = new Floor("syncfs");
        }

        /** Ends the program. */
        @TearDown
        public void end() throws IOException {
            program.close();
        }
    }

    /** The lower bound: two forces of the whole file system. */
    @Benchmark
    public void syncfsFloor(Syncfs floor) throws IOException {
        floor.program.order(directory, PREFIX, SIZE, files);
    }
}
