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

/** Measures one thread that replaces one existing file repeatedly. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SingleWrite {
    /** The number of files in an order to a C program. It is large, so that the communication does not count. */
    static final int SMALL_ONES = 100;

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** The way to replace the file. */
    @Param({"ATOMIC_WRITE"})
    public Contender contender;

    /** The size of the content in bytes. */
    @Param({"4096"})
    public int size;

    private Path directory;
    private Path target;
    private byte[] content;
    private Replacer replacer;

    /** Creates the file that the benchmark replaces. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        target = directory.resolve("target");
        content = new byte[size];
        Files.write(target, content);
        contender.requireItsWay(target);
        replacer = contender.start();
    }

    /** Deletes the directory. */
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

    /** Replaces a large file: one order to a C program is for one file. */
    @Benchmark
    public void large() throws IOException {
        replacer.replace(target, content, 1);
    }
}
