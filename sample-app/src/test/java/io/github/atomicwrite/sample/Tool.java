package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the command line as a user does: as a process with its own working directory, environment and input. */
final class Tool {
    static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final Path LAUNCHER = MODULE.resolve("bin/atomic-write");
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final int TIMEOUT_SECONDS = 120;

    private final Path directory;
    private final List<String> command;
    private final ProcessBuilder builder = new ProcessBuilder();
    private Path input = Path.of("/dev/null");

    private Tool(Path directory, List<String> command) {
        this.directory = directory;
        this.command = new ArrayList<>(command);
        builder.directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** Returns a tool that runs the built launcher. */
    static Tool in(Path directory) {
        return new Tool(directory, List.of(LAUNCHER.toString()));
    }

    /** Returns a tool that runs another command. */
    static Tool in(Path directory, Object... command) {
        return new Tool(
                directory, List.of(command).stream().map(Object::toString).toList());
    }

    static Tool fatJarIn(Path directory) {
        return in(directory, JAVA, "-jar", MODULE.resolve("target/sample-app.jar"));
    }

    /** Runs the command through a shell script, as <code>"$@"</code>. */
    Tool throughShell(String script) {
        return after("sh", "-c", script, "sh");
    }

    /** Runs the command through another command. */
    Tool after(Object... command) {
        this.command.addAll(0, List.of(command).stream().map(Object::toString).toList());
        return this;
    }

    Tool with(Map<String, String> environment) {
        builder.environment().putAll(environment);
        return this;
    }

    Tool without(String variable) {
        builder.environment().remove(variable);
        return this;
    }

    Tool reading(String content) throws IOException {
        return reading(content.getBytes(UTF_8));
    }

    Tool reading(byte[] content) throws IOException {
        return reading(Files.write(scratch("input"), content));
    }

    Tool reading(Path file) {
        input = file;
        return this;
    }

    Result run(Object... arguments) throws IOException, InterruptedException {
        builder.redirectInput(input.toFile());
        return finish(start(arguments));
    }

    /** Starts the program with a pipe as its input. Call {@link #finish} after that. */
    Process start(Object... arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        builder.redirectOutput(scratch("output").toFile());
        builder.redirectError(scratch("error").toFile());
        return builder.command(line).start();
    }

    /** Waits for the end of the process. Checks that standard output is empty. */
    Result finish(Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                    .as("%s has ended", builder.command())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(builder.redirectOutput().file().toPath(), UTF_8);
        String errors = Files.readString(builder.redirectError().file().toPath(), UTF_8);
        assertThat(printed).as("standard output; standard error: %s", errors).isEmpty();
        return new Result(process.exitValue(), errors);
    }

    /** Waits until a write to the directory has begun. */
    void awaitTemporary() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (names(directory).stream().noneMatch(name -> name.startsWith(".atomic-write-"))) {
            assertThat(System.nanoTime()).as("a temporary appears").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static Path scratch(String prefix) throws IOException {
        return Files.createTempFile(Files.createDirectories(MODULE.resolve("target/tool")), prefix, null);
    }

    static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    record Result(int exitCode, String errors) {
        void isSilentSuccess() {
            assertThat(errors).isEmpty();
            assertThat(exitCode).isZero();
        }

        void isWrongUsage() {
            assertThat(exitCode).isEqualTo(2);
            assertThat(errors).startsWith("atomic-write: ").endsWith("\n" + CommandSyntax.usage());
        }

        /** Checks the exit code, and that this is the only line on standard error. */
        void failsWith(int code, String line) {
            assertThat(errors).isEqualTo(line + "\n");
            assertThat(exitCode).isEqualTo(code);
        }
    }
}
