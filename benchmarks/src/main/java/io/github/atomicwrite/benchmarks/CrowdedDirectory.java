package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures the replacement of one file in a directory that contains many others. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CrowdedDirectory {
    private static final int SIZE = 4096;

    private final AtomicFileWriter writer = AtomicFileWriter.create();
    private final byte[] content = new byte[SIZE];

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** The number of other files. */
    @Param({"0", "100000"})
    public int others;

    private Path directory;
    private Path target;

    /** Creates the other files, and waits until they are on disk. */
    @Setup
    public void create() throws IOException, InterruptedException {
        directory = Workplace.create(place);
        target = directory.resolve("target");
        for (int i = 0; i < others; i++) {
            Files.createFile(directory.resolve("other-" + i));
        }
        writer.writeBytes(target, content);
        new ProcessBuilder("sync").start().waitFor();
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** Replaces the one file. */
    @Benchmark
    public void replace() throws IOException {
        writer.writeBytes(target, content);
    }
}
