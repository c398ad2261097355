package io.github.atomicwrite.sample;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.UnconfirmedWriteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/** Replaces the target with standard input. Prints one line if it fails. */
@Component
final class ReplaceRunner implements CommandLineRunner, ExitCodeGenerator {
    private static final int CHUNK = 64 * 1024;

    /** Ctrl-C also ends the producer in a pipe. The end of its output may arrive before the signal does. */
    private static final int SIGNAL_DELAY_MILLIS = 50;

    private final AtomicFileWriter writer;
    private final Invocation invocation;
    private final StandardInput input = new StandardInput();
    private int exitCode = ExitCode.DONE;

    ReplaceRunner(AtomicFileWriter writer, Invocation invocation) {
        this.writer = writer;
        this.invocation = invocation;
    }

    @Override
    public void run(String... arguments) {
        try {
            replace(GivenPath.of(invocation.path()));
        } catch (UnconfirmedWriteException unconfirmed) {
            fail(ExitCode.UNCONFIRMED, unconfirmed);
        } catch (IOException failure) {
            fail(ExitCode.FAILED, failure);
        } catch (CancellationException signalled) {
            // The JVM is shutting down. Its exit code names the signal.
            exitCode = ExitCode.FAILED;
        }
    }

    private void replace(Path target) throws IOException {
        try (Replacement replacement = new Replacement(target, new Progress(Terminal.isPresent()))) {
            replacement.cancelOnShutdown();
            replacement.open(writer);
            copyTo(replacement);
            if (Terminal.isPresent()) {
                awaitSignal();
            }
            replacement.commit();
        }
    }

    private void copyTo(Replacement replacement) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int length = input.read(chunk);
        if (length < 0 && invocation.requiresContent()) {
            throw new IOException("standard input is empty");
        }
        for (; length >= 0; length = input.read(chunk)) {
            replacement.write(chunk, length);
        }
    }

    private static void awaitSignal() {
        try {
            Thread.sleep(SIGNAL_DELAY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(int code, IOException failure) {
        exitCode = code;
        System.err.println(ErrorLine.of(invocation.path(), failure));
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
