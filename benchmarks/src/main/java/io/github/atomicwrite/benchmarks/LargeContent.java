package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.io.InputStream;
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

/** Writes a file of 1 GiB, so that {@link MemoryProfiler} can measure the memory that a write needs. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LargeContent {
    private static final int SIZE = 1 << 30;

    private final AtomicFileWriter writer = AtomicFileWriter.create();

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    private Path directory;
    private byte[] content;

    /** Creates the directory, and the content that belongs to the caller. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        content = new byte[SIZE];
        MemoryProfiler.startHere();
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** Writes an array, which the caller already holds. */
    @Benchmark
    public void bytes() throws IOException {
        writer.writeBytes(directory.resolve("target"), content);
    }

    /** Writes a stream, of which the caller holds nothing. */
    @Benchmark
    public long stream() throws IOException {
        return writer.write(directory.resolve("target"), new Zeros(SIZE));
    }

    /** A stream of zeros that holds nothing in memory. */
    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
