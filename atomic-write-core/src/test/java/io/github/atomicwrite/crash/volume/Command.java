package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the system, where the JDK can't do it. */
public final class Command {
    private Command() {}

    /**
     * Runs a program to its end.
     *
     * @return what it has printed
     * @throws IOException if it fails; with what it has printed
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
