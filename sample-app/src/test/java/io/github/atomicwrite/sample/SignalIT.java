package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a signal during a write keeps the target and leaves no temporary. */
class SignalIT {
    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void writeTheOldContent() throws IOException {
        target = Files.writeString(directory.resolve("config.json"), "old");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void discardsTheContentOnASignal(String signal, int exitCode) throws Exception {
        // A build in the background may ignore SIGINT, and its children inherit that.
        String withDefault = "--default-signal=" + signal;
        assumeTrue(SystemTools.succeed("env", withDefault, "true"), "env can't reset signals here");
        Tool tool = Tool.in(directory).after("env", withDefault);
        Process process = tool.start("config.json");
        OutputStream pipe = process.getOutputStream();
        pipe.write(new byte[1_000_000]);
        pipe.flush();
        tool.awaitTemporary();
        assertThat(SystemTools.succeed("kill", "-" + signal, Long.toString(process.pid())))
                .isTrue();
        assertThat(tool.finish(process)).isEqualTo(new Tool.Result(exitCode, ""));
        assertThatNothingHasChanged();
    }

    @Test
    void discardsTheContentOnCtrlCAlthoughItAlsoEndsTheInput() throws Exception {
        assumeTrue(SystemTools.succeed("script", "-qec", "true", "/dev/null"), "script can't open a terminal here");
        String pipeline = "trap : INT; (printf half; exec sleep 100) | '" + Tool.LAUNCHER + "' config.json";
        Process terminal = new ProcessBuilder("env", "--default-signal=INT", "script", "-qec", pipeline, "/dev/null")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        Tool.in(directory).awaitTemporary();
        OutputStream keyboard = terminal.getOutputStream();
        keyboard.write(3);
        keyboard.flush();
        String shown = new String(terminal.getInputStream().readAllBytes(), UTF_8);
        assertThat(terminal.waitFor()).as(shown).isEqualTo(130);
        assertThatNothingHasChanged();
    }

    private void assertThatNothingHasChanged() throws IOException {
        assertThat(target).hasContent("old");
        assertThat(Tool.names(directory)).containsExactly("config.json");
    }
}
