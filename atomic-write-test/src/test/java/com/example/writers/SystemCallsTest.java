package com.example.writers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.test.CrashReport;
import io.github.atomicwrite.test.CrashTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The recording against the kernel: every system call that changes the directory, as strace sees it, is a step, and no
 * other.
 */
class SystemCallsTest {
    private static final String CALLS =
            "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,link,symlink,mkdir,sendfile,copy_file_range";

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MAPPED", "ANOTHER_PROCESS", "SYNCED_BY_DESCRIPTOR", "TEMPORARY_ELSEWHERE"})
    @DisplayName("T2 the steps are the system calls")
    void recordsWhatTheKernelSees(Writer writer) throws Exception {
        assumeTrue(isStraceThere(), "strace is not installed");
        CrashReport report = CrashTest.of(directory -> writer.replace(directory, Program.CONTENT))
                .startingFrom(Program::prepare)
                .expectAlways(directory -> assertThat(directory).isDirectory())
                .survivesKill();
        assertThat(report.steps())
                .as(writer.name())
                .isEqualTo(changes(trace(writer)).size());
    }

    private static boolean isStraceThere() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "strace")));
    }

    private List<String> trace(Writer writer) throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("directory"));
        Path trace = scratch.resolve("trace");
        Process process = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-y",
                        "-s0",
                        "-e",
                        "trace=" + CALLS,
                        "-o",
                        trace.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        directory.toString(),
                        writer.name())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        List<String> lines = Files.readAllLines(trace);
        int begin = lines.indexOf(lines.stream()
                .filter(line -> line.contains("directory/begin"))
                .reduce((first, last) -> last)
                .orElseThrow());
        return lines.subList(begin + 1, lines.size()).stream()
                .filter(line -> line.contains(directory.toString()))
                .toList();
    }

    /**
     * Leaves out the second half of an interrupted line, calls that failed, the end of a copy, and opens that change
     * nothing.
     */
    private static List<String> changes(List<String> calls) {
        return calls.stream()
                .filter(call -> !call.contains(" resumed>") && !call.contains(" = -1 "))
                .filter(call -> !call.matches(".*(sendfile|copy_file_range)\\(.* = 0"))
                .filter(call -> !call.contains("openat(") || createsOrCuts(call))
                .toList();
    }

    private static boolean createsOrCuts(String call) {
        boolean isThere = !call.contains("state.tmp") && !call.contains("O_EXCL");
        return isThere ? call.contains("O_TRUNC") : call.contains("O_CREAT");
    }

    /** Runs a writer once, after a mark in the trace. */
    static final class Program {
        static final byte[] CONTENT = "new".repeat(20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        private Program() {}

        static void prepare(Path directory) throws IOException {
            Files.writeString(directory.resolve("state"), "old".repeat(20));
        }

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            prepare(directory);
            assertThat(Files.exists(directory.resolve("begin"))).isFalse();
            Files.createFile(directory.resolve("begin"));
            Writer.valueOf(arguments[1]).replace(directory, CONTENT);
        }
    }
}
