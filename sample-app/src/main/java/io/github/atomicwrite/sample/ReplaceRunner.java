package io.github.atomicwrite.sample;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.UnconfirmedWriteException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/** Replaces the file that the command line names by standard input, and says in one line why it could not. */
@Component
final class ReplaceRunner implements CommandLineRunner, ExitCodeGenerator {
    private static final int CHUNK = 64 * 1024;

    /** Ctrl-C ends the program before this one in a pipe too, and the signal may reach us later than that end does. */
    private static final int SIGNAL_TAKES_MILLIS = 50;

    private static final char UNDECODABLE = '\uFFFD';

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
            replace(target());
        } catch (UnconfirmedWriteException inPlace) {
            fail(ExitCode.UNCONFIRMED, inPlace);
        } catch (IOException failure) {
            fail(ExitCode.FAILED, failure);
        } catch (CancellationException signalled) {
            // The signal says the rest: the JVM is on its way out, and its exit code names the signal.
            exitCode = ExitCode.FAILED;
        }
    }

    private Path target() throws IOException {
        try {
            Path target = Path.of(invocation.target());
            if (invocation.target().indexOf(UNDECODABLE) >= 0) {
                throw new IOException("the name is not valid UTF-8, and so can't be handed to Java");
            }
            return target;
        } catch (InvalidPathException unnameable) {
            throw new IOException("no such name is possible here: " + unnameable.getReason(), unnameable);
        }
    }

    private void replace(Path target) throws IOException {
        try (Replacement replacement = new Replacement(target, new Progress(Terminal.isWatched()))) {
            replacement.cancelOnShutdown();
            replacement.open(writer);
            copyTo(replacement);
            if (Terminal.isWatched()) {
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
            Thread.sleep(SIGNAL_TAKES_MILLIS);
        } catch (InterruptedException sooner) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(int code, IOException failure) {
        exitCode = code;
        System.err.println(ErrorLine.of(invocation.target(), failure));
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
