package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Measures a start of a program that writes a few bytes from standard input to a file. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CommandLine {
    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    /** The program. */
    @Param({"ATOMIC_WRITE"})
    public Program program;

    private Path directory;
    private Path input;
    private Path target;

    /** Creates the file that the benchmark replaces. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        input = Files.writeString(directory.resolve("input"), "{\"version\": 2}\n");
        target = Files.writeString(directory.resolve("target"), "{\"version\": 1}\n");
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    /** Starts the program and waits until it ends. */
    @Benchmark
    public void replace() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.replacing(target))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(program + ": " + said);
        }
    }
}
