package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of the operating system for operations that the JDK does not have. */
public final class Command {
    private Command() {}

    /**
     * Runs a program, and waits for its end.
     *
     * @return its output
     * @throws IOException if its exit code is not 0; the message contains its output
     */
    public static String run(Object... words) throws IOException {
        List<String> command = List.of(words).stream().map(Object::toString).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(command + ": exit code " + code + ": " + output.trim());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return output;
    }
}
