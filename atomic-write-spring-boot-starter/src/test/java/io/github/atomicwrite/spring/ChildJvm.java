package io.github.atomicwrite.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process, with this one's class path. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts a class's main method; both of its outputs can be read. */
    public static ChildJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        if (!options.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Writes lines to its standard input, while it may be reading them. */
    public void send(List<String> lines) {
        String text = String.join("\n", lines) + "\n";
        try {
            process.outputWriter().write(text);
            process.outputWriter().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its standard input. */
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

    /** Waits for the end, and returns what was printed and not read yet. */
    public List<String> end() throws InterruptedException {
        List<String> rest = output.lines().toList();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the process does not end");
        }
        return rest;
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** Kills it as {@code kill -9} does, and returns what it had printed until then. */
    public List<String> kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // the process's own method closes the output too
        return end();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
