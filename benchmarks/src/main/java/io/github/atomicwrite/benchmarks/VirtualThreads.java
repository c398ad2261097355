package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * Measures platform threads and virtual threads that write at the same time, each its own file. Another virtual thread
 * sleeps repeatedly meanwhile, and counts how often it runs.
 */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class VirtualThreads {
    /** The number of files that all writers write together. Each number of writers divides it. */
    static final int WRITES = 640;

    private static final int SIZE = 4096;

    private final byte[] content = new byte[SIZE];

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** The number of writers. */
    @Param({"1"})
    public int writers;

    /** The code that writes a file. */
    @Param({"ATOMIC_WRITE"})
    public Contender contender;

    /**
     * The kind of the writers' threads. JMH changes the parameter first whose name comes last in the alphabet, so the
     * two kinds are measured one right after the other.
     */
    @Param({"PLATFORM"})
    public ThreadKind writtenBy;

    private Path directory;
    private Replacer replacer;

    /** The turns of the virtual thread that sleeps. JMH divides their number by the time. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Sleeper {
        /** The number of turns. */
        public long turns;
    }

    /** Creates the directory that all threads write to. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        replacer = contender.start();
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        replacer.close();
        Workplace.delete(directory);
    }

    /** Starts the writers, and waits until all of them have written their files. */
    @Benchmark
    @OperationsPerInvocation(WRITES)
    public void write(Sleeper sleeper) throws InterruptedException, ExecutionException {
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<Long> turns = new FutureTask<>(() -> sleepUntil(end));
        ThreadKind.VIRTUAL.start(turns);
        List<FutureTask<Void>> all = new ArrayList<>();
        for (int number = 0; number < writers; number++) {
            Path target = directory.resolve("target-" + number);
            FutureTask<Void> writer = new FutureTask<>(() -> {
                replacer.replace(target, content, WRITES / writers);
                return null;
            });
            all.add(writer);
            writtenBy.start(writer);
        }
        for (FutureTask<Void> writer : all) {
            writer.get();
        }
        end.countDown();
        sleeper.turns += turns.get();
    }

    /** Sleeps for a millisecond at a time, and returns how often it woke up before the end. */
    private static long sleepUntil(CountDownLatch end) throws InterruptedException {
        long turns = 0;
        while (!end.await(1, TimeUnit.MILLISECONDS)) {
            turns++;
        }
        return turns;
    }
}
