package io.github.atomicwrite.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code atomic-write --sweep DIRECTORY}. */
class SweepIT {
    private static final Object[] AS_NOBODY = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};

    @TempDir
    Path directory;

    private Path data;

    @BeforeEach
    void writeTheOldContent() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("config.json"), "old");
    }

    @Test
    void removesTheTemporaryOfAKilledWrite() throws Exception {
        Process process = startWriting();
        process.destroyForcibly().waitFor();
        assertThat(Tool.names(data)).hasSize(2);

        succeeds(1, "data");

        assertThat(Tool.names(data)).containsExactly("config.json");
        assertThat(data.resolve("config.json")).hasContent("old");
    }

    @Test
    void keepsTheTemporaryOfALiveWrite() throws Exception {
        Tool tool = Tool.in(data);
        Process process = tool.start("config.json");
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write('n');
            pipe.flush();
            tool.awaitTemporary();
            succeeds(0, "data");
        }
        tool.finish(process).isSilentSuccess();
        assertThat(data.resolve("config.json")).hasContent("n");
    }

    @Test
    void removesWhatKilledBatchesAndPublishesHaveLeft() throws Exception {
        KilledWriter.leaveIn(data);
        Tool.Result result = Tool.in(directory).run("--sweep", "data");
        assertThat(result.errors()).matches("atomic-write: data: removed [4-6]\n");
        assertThat(result.exitCode()).isZero();
        assertThat(Tool.names(data)).containsExactly(".v-turn", "config.json");
        succeeds(0, "data");
    }

    @Test
    void readsNoStandardInputAndWritesNothing() throws Exception {
        Tool.Result result = Tool.in(directory).throughShell("exec \"$@\" < .").run("data", "--sweep");
        assertThat(result).isEqualTo(new Tool.Result(0, "atomic-write: data: removed 0\n"));
        assertThat(data.resolve("config.json")).hasContent("old");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no               | no such file or directory",
                "data/config.json | is not a directory",
                "''               | an empty path names no directory",
            })
    void failsIfThereIsNoSuchDirectory(String path, String reason) throws Exception {
        Tool.in(directory).run("--sweep", path).failsWith(1, "atomic-write: " + path + ": " + reason);
        assertThat(Tool.names(directory)).containsExactly("data");
    }

    @Test
    void failsIfTheDirectoryCannotBeRead() throws Exception {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("-wx-wx-wx"));
        asNobody().run("--sweep", "data").failsWith(1, "atomic-write: data: permission denied");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void failsIfALeftoverCannotBeRemoved() throws Exception {
        startWriting().destroyForcibly().waitFor();
        Path leftover = data.resolve(Tool.names(data).get(0));
        Files.setPosixFilePermissions(leftover, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        asNobody()
                .run("--sweep", "data")
                .failsWith(1, "atomic-write: data: data/" + leftover.getFileName() + ": permission denied");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(leftover).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sweep", "--sweep a b", "--sweep --mode=0640 data", "--sweep=data"})
    void printsTheUsageForWrongUsage(String arguments) throws Exception {
        Tool.in(directory).run((Object[]) arguments.split(" ")).isWrongUsage();
    }

    private Process startWriting() throws Exception {
        Tool tool = Tool.in(data);
        Process process = tool.start("config.json");
        process.getOutputStream().write('n');
        process.getOutputStream().flush();
        tool.awaitTemporary();
        return process;
    }

    private void succeeds(int removed, String path) throws Exception {
        Tool.Result result = Tool.in(directory).run("--sweep", path);
        assertThat(result).isEqualTo(new Tool.Result(0, "atomic-write: " + path + ": removed " + removed + "\n"));
    }

    /** Root may read and remove anything, so another user tries. */
    private Tool asNobody() throws IOException, InterruptedException {
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            return Tool.in(directory);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue(
                SystemTools.succeed(
                        "setpriv", "--reuid=65534", "--clear-groups", "test", "-r", Tool.LAUNCHER.toString()),
                "another user can't read the build");
        return Tool.in(directory).after(AS_NOBODY);
    }
}
