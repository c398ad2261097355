package io.github.atomicwrite.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application in its own Java process, with the class path of the tests. */
public final class ApplicationProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ApplicationProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts a class's main method. Standard output and standard error are merged. */
    public static ApplicationProcess start(List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        if (!options.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ApplicationProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Sends lines to the standard input of the process. */
    public void send(List<String> lines) {
        String text = String.join("\n", lines) + "\n";
        try {
            process.outputWriter().write(text);
            process.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the standard input of the process. */
    public void endInput() throws IOException {
        process.outputWriter().close();
    }

    /** Waits for the next line; fails if the process ends instead. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the process has ended");
        }
        return line;
    }

    /** Waits for the end of the process, and returns the lines that were not read yet. */
    public List<String> end() throws InterruptedException {
        List<String> rest = output.lines().toList();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the process is still running");
        }
        return rest;
    }

    public long pid() {
        return process.pid();
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** Kills the process with {@code SIGKILL}, and returns the lines that were not read yet. */
    public List<String> kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly also closes the output
        return end();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
