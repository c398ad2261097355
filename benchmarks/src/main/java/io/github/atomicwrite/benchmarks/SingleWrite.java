package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread replaces one existing file, again and again. */
@SuppressWarnings("NullAway.Init") // JMH fills the fields, or calls what does
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SingleWrite {
    /** So many per order to a C program, so that the way to it does not count. */
    static final int SMALL_ONES = 100;

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** Who writes. */
    @Param({"ATOMIC_WRITE"})
    public Contender contender;

    /** The content's bytes. */
    @Param({"4096"})
    public int size;

    private Path directory;
    private Path target;
    private byte[] content;
    private Replacer replacer;

    /** Creates the file that is then replaced. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        target = directory.resolve("target");
        content = new byte[size];
        Files.write(target, content);
        replacer = contender.start();
    }

    /** Removes everything. */
    @TearDown
    public void delete() throws IOException {
        replacer.close();
        Workplace.delete(directory);
    }

    /** Replaces a small file. */
    @Benchmark
    @OperationsPerInvocation(SMALL_ONES)
    public void small() throws IOException {
        replacer.replace(target, content, SMALL_ONES);
    }

    /** Replaces a file that is so large that the way to a C program does not count. */
    @Benchmark
    public void large() throws IOException {
        replacer.replace(target, content, 1);
    }
}
