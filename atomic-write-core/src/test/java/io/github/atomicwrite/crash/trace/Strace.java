package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An strace that is attached to the writing thread of a {@link WriterProcess}.
 *
 * <p>The process is warm and waits for a command. So the trace shows nothing but the commit, and {@code when=N} counts
 * from its start.
 */
public final class Strace implements AutoCloseable {
    /** Every system call that reads or changes files. Those with a question mark do not exist on all machines. */
    private static final List<String> CALLS = List.of(
            "?open",
            "openat",
            "?creat",
            "?stat",
            "?lstat",
            "?fstat",
            "?newfstatat",
            "statx",
            "?readlink",
            "readlinkat",
            "fcntl",
            "dup",
            "getdents64",
            "flistxattr",
            "llistxattr",
            "lgetxattr",
            "fgetxattr",
            "fsetxattr",
            "write",
            "pwrite64",
            "?chmod",
            "fchmod",
            "?fchmodat",
            "?chown",
            "?lchown",
            "fchown",
            "ftruncate",
            "sync_file_range",
            "fsync",
            "fdatasync",
            "close",
            "?rename",
            "?renameat",
            "?renameat2",
            "?unlink",
            "unlinkat",
            "?mkdir",
            "?rmdir",
            "?symlink");

    private static final long MAX_WAIT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Process process;
    private final Path output;

    private Strace(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Attaches to the process. From the return on, the trace misses no call.
     *
     * @param options further options, such as an injection
     */
    public static Strace attach(WriterProcess writerProcess, Path output, String... options) throws IOException {
        Files.deleteIfExists(output);
        List<String> command = new ArrayList<>(List.of("strace", "-o", output.toString()));
        command.addAll(List.of("-p", Long.toString(writerProcess.writingThread())));
        command.addAll(List.of("-e", "trace=" + String.join(",", CALLS)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
        String message = messages.readLine();
        if (message == null || !message.contains(" attached")) {
            process.destroyForcibly();
            throw new IOException("strace can't attach: " + message);
        }
        return new Strace(process, output);
    }

    /** Waits until the injected signal has stopped the process. */
    public void awaitStop() throws IOException {
        long began = System.nanoTime();
        while (!Files.readString(output).contains("--- stopped by SIGSTOP ---")) {
            if (System.nanoTime() - began > MAX_WAIT_NANOS) {
                throw new IOException("the process was not stopped: " + Files.readString(output));
            }
            pause();
        }
    }

    /** Detaches, and returns the lines of the trace. */
    public List<String> detach() throws IOException {
        close();
        return Files.readAllLines(output);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
