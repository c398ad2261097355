package io.github.atomicwrite.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A C program that only makes the system calls. It keeps running and reads orders. An order is for many files, so that
 * neither the start nor the communication counts.
 */
final class Floor implements Replacer {
    /** The property for the directory of the programs that {@code benchmarks/run} compiles. */
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

    /** Sends an order for files of a size, and waits for the answer. For many files, the name is their prefix. */
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
