package io.github.atomicwrite.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A C program that does the system calls and nothing else. It stays running and takes orders, so that neither its start
 * nor the way to it counts: an order is for many files.
 */
final class Floor implements Replacer {
    /** Where the programs are that {@code benchmarks/run} has compiled. */
    private static final String DIRECTORY = "benchmarks.floors";

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    Floor(String program) {
        try {
            Path executable = Path.of(System.getProperty(DIRECTORY, "."), program);
            process = new ProcessBuilder(executable.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException notCompiled) {
            throw new IllegalStateException("-D" + DIRECTORY + " must name the compiled C programs", notCompiled);
        }
        orders = process.outputWriter();
        answers = process.inputReader();
    }

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        replace(target, content, 1);
    }

    @Override
    public void replace(Path target, byte[] content, int times) throws IOException {
        order(Replacers.directoryOf(target), Replacers.nameOf(target), content.length, times);
    }

    /** Writes so many files of this size, whose names start with this. */
    void order(Path directory, String name, int size, int times) throws IOException {
        orders.write(directory + " " + name + " " + size + " " + times + "\n");
        orders.flush();
        if (answers.readLine() == null) {
            throw new IOException("the C program has ended");
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
