package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.Names;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file whose new content is being written beside it: the primitive under every write.
 *
 * <pre>{@code
 * try (PendingFile file = writer.open(path)) {
 *     file.output().write(content);
 *     file.commit();
 * }
 * }</pre>
 *
 * <p>Until {@link #commit()}, readers see only a temporary whose name starts with a dot. Closing without a commit
 * discards the content: an exception before the commit leaves the target as it was, and no temporary. Mode, owner and
 * extended attributes of an existing target are those that it had when this file was opened.
 *
 * <p>For one thread at a time. An instance holds a file descriptor until it is committed or closed.
 */
public final class PendingFile implements AutoCloseable {
    private final StagedFile file;
    private final Storage storage;
    private final Durability durability;

    private boolean open = true;
    private @Nullable OpenDirectory directory;

    private PendingFile(StagedFile file, Storage storage, Durability durability) {
        this.file = file;
        this.storage = storage;
        this.durability = durability;
    }

    /** Refuses what can't be replaced, before anything is created; then creates the temporary. */
    static PendingFile open(Path path, Settings settings, Storage storage) throws IOException {
        try {
            return PlatformThreads.call(() -> {
                Target target = new TargetResolver(storage).resolve(path, settings.mode());
                OwnerAndMode ownerAndMode = OwnerAndMode.of(settings.mode(), target);
                OwnedTemporary temporary =
                        OwnedTemporary.beside(target, ownerAndMode.visibilityUntilApplied(), storage);
                StagedFile file = new StagedFile(settings, target, ownerAndMode, temporary);
                return new PendingFile(file, storage, settings.durability());
            });
        } catch (Throwable refusal) {
            settings.listeners().onRefusal(path, refusal);
            throw refusal;
        }
    }

    /**
     * Returns the file that {@link #commit()} will replace: the path that was opened, with a link in its last component
     * followed to its end.
     *
     * @return the target, relative if the path was
     */
    public Path target() {
        return file.target();
    }

    /**
     * Returns the stream that takes the new content: always the same one, buffered, not thread-safe.
     *
     * <p>Closing it flushes it and never commits, so it can be lent to code that closes its argument. An error on it is
     * remembered: {@link #commit()} fails then, even if the code swallowed the error.
     *
     * @return where to write the content
     */
    public OutputStream output() {
        return file.output();
    }

    /** Writes all of the content and commits it. If either fails, so does this write. Returns the number of bytes. */
    long commit(Content content) throws IOException {
        try {
            content.writeTo(file.output());
        } catch (Throwable failure) {
            open = false;
            end(() -> file.failed(failure));
            throw failure;
        }
        commit();
        return file.output().length();
    }

    /**
     * Replaces the old content by the new in one step. Once it returns, the content survives what the writer's
     * {@link Durability} says. An interrupt doesn't stop it, and is kept.
     *
     * @throws IllegalStateException if this file has been committed or closed before; nothing is changed
     * @throws UnconfirmedWriteException if the new content is in place, but is not known to survive power loss
     * @throws IOException if the content could not be written, forced or moved, or an earlier write to
     *     {@link #output()} had failed: the target is exactly as it was, and the temporary is gone
     */
    public void commit() throws IOException {
        if (!open) {
            throw new IllegalStateException(file.target() + ": this pending file has been committed or closed before");
        }
        open = false;
        end(this::replaceTarget);
    }

    /** Takes the last steps of this write, and notifies the listeners in the thread of the caller. */
    private void end(IoAction steps) throws IOException {
        try {
            PlatformThreads.run(steps);
        } finally {
            file.notifyListeners();
        }
    }

    private void replaceTarget() throws IOException {
        try {
            file.seal();
            file.force();
            if (durability.forcesDirectory()) {
                // Before the move: a directory that can't be opened must fail the write while the target is still old.
                directory = storage.openDirectory(file.directory());
            }
            file.move(names());
        } catch (Throwable failure) {
            boolean isInPlace;
            try {
                isInPlace = file.isInPlace(names());
            } finally {
                Failures.cleanUp(failure, this::closeDirectory);
            }
            if (isInPlace) {
                throw file.unconfirmed(failure);
            }
            file.failed(failure);
            throw failure;
        }
        try {
            confirm();
        } catch (Throwable failure) {
            Failures.cleanUp(failure, this::closeDirectory);
            throw file.unconfirmed(failure);
        }
        file.committed();
    }

    /** Makes the move durable. Whatever fails here, the target is new, and nothing is removed. */
    private void confirm() throws IOException {
        file.release();
        if (directory != null) {
            // rename(2) is durable once the directory is forced, and not before.
            directory.force();
            file.releaseReplaced();
            file.requireReachable(directory);
            closeDirectory();
        }
    }

    /** Looks names up in the directory that is forced. Otherwise no directory needs to be opened. */
    private Names names() {
        return directory != null ? directory : storage;
    }

    private void closeDirectory() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }

    /**
     * Discards what has not been committed: the target stays as it is, and the temporary is removed. Does nothing if
     * this file has been committed or closed before.
     *
     * @throws IOException if the temporary can't be removed; the target is as it was all the same
     */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            PlatformThreads.run(file::discard);
        }
    }
}
