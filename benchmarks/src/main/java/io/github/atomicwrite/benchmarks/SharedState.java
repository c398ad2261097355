package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/** Measures many threads that update one state file, a counter. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SharedState {
    private final Object turn = new Object();

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    private Path directory;
    private StateFile<Long> state;

    /** Creates the state. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        state = StateFile.of(directory.resolve("state"), new Counter(), AtomicFileWriter.create());
        state.write(0L);
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** Concurrent updates share a commit. */
    @Benchmark
    public long sharedCommits() throws IOException {
        return state.update(() -> 0L, count -> count + 1);
    }

    /** Updates come one after the other, so that each one has its own commit. */
    @Benchmark
    public long oneCommitAnUpdate() throws IOException {
        synchronized (turn) {
            return state.update(() -> 0L, count -> count + 1);
        }
    }

    private static final class Counter implements StateFormat<Long> {
        @Override
        public void write(Long count, OutputStream out) throws IOException {
            new DataOutputStream(out).writeLong(count);
        }

        @Override
        public Long read(InputStream in) throws IOException {
            return new DataInputStream(in).readLong();
        }
    }
}
