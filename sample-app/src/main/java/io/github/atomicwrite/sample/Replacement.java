package io.github.atomicwrite.sample;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The replacement of one file. A signal can cancel it at any time, except during the commit: a commit that has begun is
 * completed first.
 *
 * <p>One thread writes. The JVM's shutdown thread may cancel. After that, every step throws a
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

    /** Cancels this replacement when the JVM shuts down, for example after a signal. */
    void cancelOnShutdown() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::cancel, "cancel"));
        } catch (IllegalStateException shuttingDown) {
            cancel();
        }
    }

    /** Starts the replacement. Fails if the target can't be replaced. */
    synchronized void open(AtomicFileWriter writer) throws IOException {
        requireNotCancelled();
        pending = writer.open(target);
    }

    /** Appends bytes to the new content. */
    synchronized void write(byte[] bytes, int length) throws IOException {
        opened().output().write(bytes, 0, length);
        progress.advance(length);
    }

    /** Replaces the target with the new content. */
    synchronized void commit() throws IOException {
        opened().commit();
    }

    /** Discards the new content, unless it is already committed. */
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
            throw new CancellationException("the program was stopped by a signal");
        }
    }
}
