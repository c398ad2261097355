package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaceIT {
    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void writeTheOldContent() throws IOException {
        target = Files.writeString(directory.resolve("config.json"), "{\"version\": 1}\n");
    }

    @Test
    void replacesAFileByStandardInput() throws Exception {
        Tool.in(directory).reading("{\"version\": 2}\n").run("config.json").isSilentSuccess();
        assertThat(target).hasContent("{\"version\": 2}\n");
        assertThatNothingIsLeftBeside("config.json");
    }

    @Test
    void createsAMissingFile() throws Exception {
        Tool.in(directory).reading("new").run("other.json").isSilentSuccess();
        assertThat(directory.resolve("other.json")).hasContent("new");
        assertThatNothingIsLeftBeside("config.json", "other.json");
    }

    @Test
    void writesEveryByteUnchanged() throws Exception {
        byte[] content = new byte[300_000];
        new Random(42).nextBytes(content);
        Tool.in(directory).reading(content).run(target).isSilentSuccess();
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void readsFromAPipeUntilItEnds() throws Exception {
        Tool tool = Tool.in(directory);
        Process process = tool.start("config.json");
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write("first ".getBytes(ISO_8859_1));
            pipe.flush();
            tool.awaitTemporary();
            assertThat(target).hasContent("{\"version\": 1}\n");
            pipe.write("second".getBytes(ISO_8859_1));
        }
        tool.finish(process).isSilentSuccess();
        assertThat(target).hasContent("first second");
    }

    @Test
    void needsNoMoreMemoryForMoreInput() throws Exception {
        int mebibytes = 300;
        Tool tool = Tool.in(directory).with(Map.of("ATOMIC_WRITE_JAVA_OPTS", "-Xmx16m -XX:MaxDirectMemorySize=1m"));
        Process process = tool.start("--durability=none", "config.json");
        byte[] mebibyte = new byte[1024 * 1024];
        try (OutputStream pipe = process.getOutputStream()) {
            for (int i = 0; i < mebibytes; i++) {
                Arrays.fill(mebibyte, (byte) i);
                pipe.write(mebibyte);
            }
        }
        tool.finish(process).isSilentSuccess();
        assertThat(target).hasSize((long) mebibytes * mebibyte.length);
    }

    @Test
    void setsTheRequestedMode() throws Exception {
        Tool.in(directory).reading("x").run("--mode=0640", "config.json").isSilentSuccess();
        assertThat(mode(target)).isEqualTo("rw-r-----");
        Tool.in(directory).reading("x").run("--mode", "0604", "other.json").isSilentSuccess();
        assertThat(mode(directory.resolve("other.json"))).isEqualTo("rw----r--");
    }

    @Test
    void keepsTheModeByDefault() throws Exception {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r-x"));
        Tool.in(directory).reading("x").run("config.json").isSilentSuccess();
        assertThat(mode(target)).isEqualTo("rw-r--r-x");
    }

    @ParameterizedTest
    @CsvSource({"full, 2", "content, 1", "none, 0"})
    void forcesAsMuchAsRequested(String durability, int forces) throws Exception {
        assumeTrue(SystemTools.canTrace(), "strace can't trace here");
        Path trace = directory.resolve("trace");
        Tool.in(directory)
                .after("strace", "-f", "-qq", "-o", trace, "-e", "trace=fsync")
                .reading("x")
                .run("--durability=" + durability, "config.json")
                .isSilentSuccess();
        assertThat(Files.readAllLines(trace).stream().filter(call -> call.contains("fsync(")))
                .hasSize(forces);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-dash", "--mode=0640", "two words", "Grüße 漢字 😀", "two\nlines", "*", "\"quoted\"", "$HOME"})
    void writesFilesOfAnyName(String name) throws Exception {
        Tool.in(directory)
                .with(Map.of("LC_ALL", "C"))
                .reading("content")
                .run("--", name)
                .isSilentSuccess();
        assertThat(directory.resolve(name)).hasContent("content");
        assertThatNothingIsLeftBeside("config.json", name);
    }

    @Test
    void refusesANameThatIsNotValidUtf8() throws Exception {
        Tool.in(directory)
                .throughShell("exec \"$1\" \"$(printf 'a\\377b')\"")
                .reading("content")
                .run()
                .failsWith(1, "atomic-write: a\uFFFDb: the name is not valid UTF-8, so Java can't open the file");
        assertThatNothingIsLeftBeside("config.json");
    }

    @Test
    void writesAnEmptyFileIfStandardInputIsEmpty() throws Exception {
        Tool.in(directory).run("config.json").isSilentSuccess();
        assertThat(target).isEmptyFile();
    }

    @Test
    void refusesEmptyInputIfContentIsRequired() throws Exception {
        Tool.in(directory)
                .run("--require-content", "config.json")
                .failsWith(1, "atomic-write: config.json: standard input is empty");
        assertThatNothingHasChanged();
    }

    @Test
    void acceptsASingleByteIfContentIsRequired() throws Exception {
        Tool.in(directory).reading("\n").run("--require-content", "config.json").isSilentSuccess();
        assertThat(target).hasBinaryContent(new byte[] {'\n'});
    }

    @Test
    void keepsTheFileIfStandardInputCannotBeRead() throws Exception {
        Tool.in(directory)
                .throughShell("exec \"$@\" < .")
                .run("config.json")
                .failsWith(1, "atomic-write: config.json: standard input: Is a directory");
        assertThatNothingHasChanged();
    }

    @Test
    void keepsTheFileIfStandardInputFailsHalfway() throws Exception {
        assumeTrue(SystemTools.canTrace(), "strace can't trace here");
        Path input = Files.write(directory.resolve("input"), new byte[1_000_000]);
        Tool.in(directory)
                .after("strace", "-f", "-qq", "-o", "/dev/null", "-P", input, "-e", "inject=read:error=EIO:when=3")
                .reading(input)
                .run("config.json")
                .failsWith(1, "atomic-write: config.json: standard input: Input/output error");
        Files.delete(input);
        assertThatNothingHasChanged();
    }

    @Test
    void printsAFailureAsOneLine() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        Tool tool = Tool.in(directory).reading("x");
        tool.run("sub").failsWith(1, "atomic-write: sub: is a directory");
        tool.run("no/file").failsWith(1, "atomic-write: no/file: no: no such directory: create it first");
        tool.run("config.json/f").failsWith(1, "atomic-write: config.json/f: config.json: is not a directory");
        tool.run("").failsWith(1, "atomic-write: : an empty path names no file");
        tool.run("/dev/null").failsWith(1, "atomic-write: /dev/null: is not a regular file");
        tool.run("n\no/file").failsWith(1, "atomic-write: n\\no/file: n\\no: no such directory: create it first");
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        tool.run("loop").failsWith(1, "atomic-write: loop: too many levels of symbolic links");
        tool.run("x".repeat(256)).failsWith(1, "atomic-write: " + "x".repeat(256) + ": File name too long");
        assertThatNothingIsLeftBeside("config.json", "loop", "sub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--bogus config.json", "--mode=x config.json", "--durability=x config.json", "a b", "--mode"})
    void printsTheReasonAndTheUsageForWrongUsage(String arguments) throws Exception {
        Tool.in(directory).reading("x").run((Object[]) arguments.split(" ")).isWrongUsage();
        assertThatNothingHasChanged();
    }

    @Test
    void printsHelpAndVersionWithoutReadingAnything() throws Exception {
        Tool.Result help = Tool.in(directory).throughShell("exec \"$@\" < .").run("--help");
        assertThat(help).isEqualTo(new Tool.Result(0, CommandSyntax.usage()));
        Tool.Result version = Tool.in(directory).throughShell("exec \"$@\" < .").run("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.errors()).matches("atomic-write \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void warnsIfTheNewContentMayNotSurvivePowerLoss() throws Exception {
        assumeTrue(SystemTools.canTrace(), "strace can't trace here");
        Tool.Result result = Tool.in(directory)
                .after("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=2")
                .reading("new")
                .run("config.json");
        result.failsWith(
                3,
                "atomic-write: config.json: the new content is in place, but whether it survives power"
                        + " loss is not known (java.io.IOException: Input/output error)");
        assertThat(target).hasContent("new");
        assertThatNothingIsLeftBeside("config.json");
    }

    @Test
    void keepsTheFileIfTheDiskFails() throws Exception {
        assumeTrue(SystemTools.canTrace(), "strace can't trace here");
        Tool.in(directory)
                .after("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=1")
                .reading("new")
                .run("config.json")
                .failsWith(1, "atomic-write: config.json: Input/output error");
        assertThatNothingHasChanged();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void assertThatNothingHasChanged() throws IOException {
        assertThat(target).hasContent("{\"version\": 1}\n");
        assertThatNothingIsLeftBeside("config.json");
    }

    private void assertThatNothingIsLeftBeside(String... names) throws IOException {
        assertThat(Tool.names(directory)).containsExactlyInAnyOrder(names);
    }
}
