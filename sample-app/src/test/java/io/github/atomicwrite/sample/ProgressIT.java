package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that only a long write on a terminal shows its progress. */
class ProgressIT {
    private static final String LONG_INPUT = "head -c 100000000 /dev/zero";

    @TempDir
    Path directory;

    @Test
    void showsTheProgressOfLongInputOnATerminalAndClearsIt() throws Exception {
        String shown = onATerminal(LONG_INPUT);
        assertThat(shown).containsPattern("\\d+/\\? MiB").containsPattern("MiB/s");
        assertThat(lastLine(shown)).isBlank();
        assertThat(directory.resolve("large")).hasSize(100_000_000);
    }

    @Test
    void leavesOnlyTheErrorOnTheTerminalIfLongInputFails() throws Exception {
        Files.createDirectory(directory.resolve("large"));
        assertThat(onATerminal(LONG_INPUT)).isEqualToNormalizingNewlines("atomic-write: large: is a directory\n");
    }

    @Test
    void showsNothingForShortInput() throws Exception {
        assertThat(onATerminal("echo short")).isEmpty();
        assertThat(directory.resolve("large")).hasContent("short");
    }

    @Test
    void showsNothingWithoutATerminal() throws Exception {
        Path input = Files.write(directory.resolve("input"), new byte[100_000_000]);
        Tool.in(directory).reading(input).run("large").isSilentSuccess();
        assertThat(directory.resolve("large")).hasSize(100_000_000);
    }

    /** Returns the output on a terminal of 80 columns. */
    private String onATerminal(String producer) throws IOException, InterruptedException {
        String script = "stty cols 80; " + producer + " | '" + Tool.LAUNCHER + "' large";
        Process terminal;
        try {
            terminal = new ProcessBuilder("script", "-qec", script, "/dev/null")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "script is not available to open a terminal: " + missing.getMessage());
            throw missing;
        }
        terminal.getOutputStream().close();
        String shown = new String(terminal.getInputStream().readAllBytes(), UTF_8);
        terminal.waitFor();
        return shown;
    }

    private static String lastLine(String shown) {
        String[] states = shown.split("\r", -1);
        return String.join("", states[states.length - 1], states[states.length - 2]);
    }
}
