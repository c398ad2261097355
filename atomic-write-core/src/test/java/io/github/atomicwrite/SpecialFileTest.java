package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Someone puts a FIFO in the place of a file between the look at it and its opening, which strace(1) makes long enough.
 */
class SpecialFileTest {
    private static final int DELAY_MILLIS = 1_000;

    @TempDir
    private Path directory;

    private Path fifo;

    @BeforeEach
    void makeFifo() throws IOException {
        assumeTrue(
                !ChildJvm.nativeAccess().isEmpty(), "pure Java can't open a file without waiting for a FIFO's writer");
        Programs.assumeTracing();
        Programs.assumeInstalled("mkfifo");
        fifo = directory.resolve("fifo");
        Programs.run("mkfifo", fifo);
    }

    @Test
    @DisplayName("W23 A FIFO that takes the target's place while it is opened does not hang the write: its attributes")
    void doesNotHangWhereAttributesAreCopied() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "old");
        expectEnd(target, Open.class, target);
    }

    @Test
    @DisplayName("W23 A FIFO that takes the target's place while it is opened does not hang the write: its commit")
    void doesNotHangWhereTheReplacedFileIsHeld() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "old");
        expectEnd(target, Commit.class, target);
    }

    @Test
    @DisplayName("W23 A FIFO that takes a temporary's place while it is opened does not hang a sweep")
    void doesNotHangASweep() throws Exception {
        Path abandoned =
                Files.createFile(directory.resolve(".atomic-write-00000000ffff-0123456789abcdef-00000000.tmp"));
        expectEnd(abandoned, Sweep.class, abandoned);
    }

    /** Runs a program that stops before each opening of a file, where the file becomes a FIFO; it must end. */
    private void expectEnd(Path file, Class<?> program, Object argument) throws Exception {
        Process process = ChildJvm.of(program)
                .after("strace", "-f", "-qq", "-o", "/dev/null", "-P", file.toString())
                .after("-e", "trace=?open,openat,?openat2")
                .after("-e", "inject=?open,openat,?openat2:delay_enter=" + TimeUnit.MILLISECONDS.toMicros(DELAY_MILLIS))
                .start(argument);
        try {
            assertThat(awaitLine(process)).isEqualTo("ready");
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            Thread.sleep(DELAY_MILLIS / 2);
            Files.move(fifo, file, StandardCopyOption.ATOMIC_MOVE);
            assertThat(process.waitFor(5L * DELAY_MILLIS, TimeUnit.MILLISECONDS))
                    .as("whether the program has ended, with a FIFO at " + file.getFileName())
                    .isTrue();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(printed.strip()).startsWith("ended");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String awaitLine(Process process) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = process.getInputStream().read();
                b != '\n' && b >= 0;
                b = process.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    /** Says that it is ready, waits for a line, and acts. */
    private static void whenAsked(Action action) throws IOException {
        System.out.println("ready");
        if (System.in.read() != '\n') {
            throw new IOException("nobody asks any more");
        }
        try {
            action.run();
            System.out.println("ended well");
        } catch (IOException refused) {
            System.out.println("ended: " + refused);
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    /** Opens a target, which copies its attributes. */
    static final class Open {
        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[0]);
            AtomicFileWriter.create().writeString(target.resolveSibling("warm"), "up");
            whenAsked(() -> AtomicFileWriter.create().open(target).close());
        }
    }

    /** Opens a target before it is asked, and commits then. */
    static final class Commit {
        public static void main(String[] arguments) throws IOException {
            try (PendingFile file = AtomicFileWriter.create().open(Path.of(arguments[0]))) {
                file.output().write('x');
                whenAsked(file::commit);
            }
        }
    }

    /** Sweeps the directory of a file. */
    static final class Sweep {
        public static void main(String[] arguments) throws IOException {
            whenAsked(() -> StaleTemporaries.sweep(Path.of(arguments[0]).getParent()));
        }
    }
}
