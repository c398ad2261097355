package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures many threads that write at the same time: each its own file, or all the same file. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ConcurrentWrite {
    private static final int SIZE = 4096;

    private final AtomicFileWriter writer = AtomicFileWriter.create();
    private final AtomicInteger threads = new AtomicInteger();
    private final byte[] content = new byte[SIZE];

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    private Path directory;

    /** Creates the directory that all threads write to. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** The targets of one thread. */
    @SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
    @State(Scope.Thread)
    public static class Own {
        private Path fileInOwnDirectory;
        private Path fileInCommonDirectory;

        /** Creates the thread's own directory. */
        @Setup
        public void name(ConcurrentWrite all) throws IOException {
            int number = all.threads.getAndIncrement();
            Path own = Files.createDirectory(all.directory.resolve("directory-" + number));
            fileInOwnDirectory = own.resolve("target");
            fileInCommonDirectory = all.directory.resolve("target-" + number);
        }
    }

    /** Each thread writes its own file in its own directory. */
    @Benchmark
    public void separateDirectories(Own own) throws IOException {
        writer.writeBytes(own.fileInOwnDirectory, content);
    }

    /** Each thread writes its own file, all in one directory. */
    @Benchmark
    public void oneDirectory(Own own) throws IOException {
        writer.writeBytes(own.fileInCommonDirectory, content);
    }

    /** All threads write the same file. */
    @Benchmark
    public void oneFile() throws IOException {
        writer.writeBytes(directory.resolve("target"), content);
    }
}
