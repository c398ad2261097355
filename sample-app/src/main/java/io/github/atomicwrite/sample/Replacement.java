package io.github.atomicwrite.sample;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One file's replacement, which a signal may cancel at any moment but one: a commit that has begun is finished first.
 *
 * <p>One thread writes; another, the JVM's shutdown, may cancel. Once cancelled, every further step is a
 * {@link CancellationException}.
 */
final class Replacement implements AutoCloseable {
    private final Progress progress;
    private final Path target;
    private @Nullable PendingFile pending;
    private boolean cancelled;

    Replacement(Path target, Progress progress) {
        this.target = target;
        this.progress = progress;
    }

    /** Has whatever ends the JVM, a signal above all, cancel this replacement first. */
    void cancelOnShutdown() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::cancel, "cancel"));
        } catch (IllegalStateException shuttingDown) {
            cancel();
        }
    }

    /** Begins; refuses what can't be replaced. */
    synchronized void open(AtomicFileWriter writer) throws IOException {
        requireNotCancelled();
        pending = writer.open(target);
    }

    /** Adds to the new content. */
    synchronized void write(byte[] bytes, int length) throws IOException {
        opened().output().write(bytes, 0, length);
        progress.advance(length);
    }

    /** Puts the new content in the place of the old. */
    synchronized void commit() throws IOException {
        opened().commit();
    }

    /** Leaves the target as it is, unless it has been replaced. */
    synchronized void cancel() {
        cancelled = true;
        try {
            close();
        } catch (IOException leftover) {
            System.err.println(ErrorLine.of(target.toString(), leftover));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        progress.close();
        if (pending != null) {
            pending.close();
        }
    }

    private PendingFile opened() {
        requireNotCancelled();
        if (pending == null) {
            throw new IllegalStateException("the replacement has not begun");
        }
        return pending;
    }

    private void requireNotCancelled() {
        if (cancelled) {
            throw new CancellationException("a signal came");
        }
    }
}
