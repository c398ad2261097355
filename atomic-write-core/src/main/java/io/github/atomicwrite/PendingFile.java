package io.github.atomicwrite;

import io.github.atomicwrite.CommitEvent.Outcome;
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
 * <p>Until {@link #commit()} nobody sees anything of it but a temporary with a name that starts with a dot. Closing
 * without a commit discards: an exception in between leaves the target as it was, and no temporary. The mode, the
 * owner and the extended attributes of an existing target are those that it had when this file was opened.
 *
 * <p>For one thread at a time. An instance holds a file descriptor until it is committed or closed.
 */
public final class PendingFile implements AutoCloseable {
    private final Storage storage;
    private final Target target;
    private final Settings settings;
    private final Inheritance inheritance;
    private final ClaimedTemporary temporary;
    private final ContentStream output;
    private final CommitReport report;

    private boolean open = true;
    private boolean moving;
    private Storage.@Nullable Directory directory;

    private PendingFile(
            Storage storage, Target target, Settings settings, Inheritance inheritance, ClaimedTemporary temporary) {
        this.storage = storage;
        this.target = target;
        this.settings = settings;
        this.inheritance = inheritance;
        this.temporary = temporary;
        this.output = new ContentStream(temporary.handle());
        this.report = new CommitReport(settings.listeners());
    }

    /** Refuses what can't be replaced, before anything is created; then creates the temporary. */
    static PendingFile open(Path path, Settings settings, Storage storage, ClaimedTemporary.Source source)
            throws IOException {
        try {
            if (settings.mode() != null) {
                storage.requireSupport(path, settings.mode());
            }
            Target target = new TargetResolver(storage).resolve(path);
            Inheritance inheritance = new Inheritance(settings.mode(), target.existingAccess());
            ClaimedTemporary temporary = source.beside(target, inheritance.visibilityUntilApplied(), storage);
            return new PendingFile(storage, target, settings, inheritance, temporary);
        } catch (Throwable refusal) {
            new CommitReport(settings.listeners()).tell(path, 0, Outcome.FAILED, refusal);
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
        return target.path();
    }

    /**
     * Returns the stream that takes the new content: always the same one, buffered, not thread-safe.
     *
     * <p>Closing it flushes it and never commits, so it can be lent to code that closes what it is given. An error on it
     * is remembered: {@link #commit()} fails then, even if whoever wrote has swallowed it.
     *
     * @return where to write the content
     */
    public OutputStream output() {
        return output;
    }

    /** Writes all of the content; if that fails, so does this write. */
    void fill(Content content) throws IOException {
        try {
            content.writeTo(output);
            output.complete();
        } catch (Throwable failure) {
            fail(failure);
            throw failure;
        }
    }

    /** Writes all of the content of a file that will be forced together with others; if that fails, so does this write. */
    void stage(Content content) throws IOException {
        fill(out -> {
            if (settings.durability().forcesContent()) {
                temporary.handle().expectWriteBack();
            }
            content.writeTo(out);
            seal();
        });
    }

    /** The wait for others is over. */
    void commitBegins() {
        report.contentIsComplete();
    }

    /** How many bytes of content there have been so far. */
    long length() {
        return output.length();
    }

    /**
     * Puts the new content in the place of the old in one step. Once it returns, the content survives what the writer's
     * {@link Durability} says. An interrupt neither stops it nor is lost.
     *
     * @throws IllegalStateException if this file has been committed or closed before; nothing is changed
     * @throws UnconfirmedWriteException if the new content is in place, but could not be confirmed to survive power loss
     * @throws IOException if the content could not be written, forced or moved, or an earlier write to
     *     {@link #output()} had failed: the target is exactly as it was, and the temporary is gone
     */
    public void commit() throws IOException {
        if (!open) {
            throw new IllegalStateException(target.path() + ": this pending file has been committed or closed before");
        }
        open = false;
        try {
            seal();
            force();
            if (settings.durability().forcesDirectory()) {
                // Before the move: a directory that can't be opened must fail the write while the target is still old.
                directory = storage.openDirectory(target.directory());
            }
            move(directory);
        } catch (Throwable failure) {
            if (isInPlace()) {
                throw unconfirmed(failure);
            }
            fail(failure);
            throw failure;
        }
        try {
            confirm();
        } catch (Throwable failure) {
            throw unconfirmed(failure);
        }
        tell(Outcome.COMMITTED, null);
    }

    /** Makes the temporary all that the target shall be: content, owner, mode. */
    void seal() throws IOException {
        output.complete();
        report.contentIsComplete();
        inheritance.applyTo(temporary.path(), temporary.created().access(), storage);
    }

    /** Sends the temporary on its way to the disk, if it is to be forced, and waits for nothing. */
    void send() {
        if (settings.durability().forcesContent()) {
            temporary.handle().startWriteBack();
        }
    }

    /** Sees to it that all of the temporary is on the disk. */
    void force() throws IOException {
        if (settings.durability().forcesContent()) {
            // Before the move: else a crash could leave the name with no content behind it.
            temporary.handle().force();
        }
        temporary.handle().finish();
    }

    /** Moves the temporary over the target, in a directory that will be forced, if any. Until then the target is old. */
    void move(Storage.@Nullable Directory directory) throws IOException {
        if (directory != null && replaces()) {
            // A crash may bring the old name back, but ext4 with data=writeback would have given its blocks away.
            directory.hold(target.path());
        }
        moving = true;
        storage.replace(temporary.path(), target.path());
    }

    /** Whether there was a file to replace. */
    boolean replaces() {
        return target.existing() != null;
    }

    /** Whether an error of the move came after the deed. */
    boolean isInPlace() {
        return moving && temporary.isAt(target.path());
    }

    /** Makes the move durable. Whatever fails here, the target is new, and nothing is removed. */
    private void confirm() throws IOException {
        temporary.release();
        if (directory != null) {
            // rename(2) is durable once the directory is forced, and not before.
            directory.force();
            requireReachable();
            directory.close();
        }
    }

    /** On an XFS that has shut down, forcing a directory succeeds although the move is lost; but then a look fails. */
    private void requireReachable() throws IOException {
        storage.probe(target.path());
    }

    @SuppressWarnings("try") // the directory is there to be closed
    UnconfirmedWriteException unconfirmed(Throwable cause) {
        UnconfirmedWriteException unconfirmed = new UnconfirmedWriteException(target.path(), cause);
        try (Storage.Directory closed = directory) {
            temporary.release();
        } catch (Throwable later) {
            Failures.suppress(later, cause);
        }
        tell(Outcome.UNCONFIRMED, unconfirmed);
        return unconfirmed;
    }

    /** Ends this write well, if its directory has been forced elsewhere. */
    void confirmMoved() throws IOException {
        open = false;
        if (settings.durability().forcesDirectory()) {
            requireReachable();
        }
        tell(Outcome.COMMITTED, null);
    }

    /** Ends this write for a reason that its caller is about to be thrown. */
    void fail(Throwable failure) {
        try {
            discard();
        } catch (Throwable leftover) {
            Failures.suppress(leftover, failure);
        }
        tell(Outcome.FAILED, failure);
    }

    /**
     * Discards what has not been committed: the target stays as it is, and the temporary is removed. Does nothing if this
     * file has been committed or closed before.
     *
     * @throws IOException if the temporary can't be removed; the target is as it was all the same
     */
    @Override
    public void close() throws IOException {
        if (open) {
            discard();
        }
    }

    @SuppressWarnings("try") // the resources are there to be closed
    private void discard() throws IOException {
        open = false;
        output.abandon();
        try (Storage.Directory then = directory;
                ClaimedTemporary first = temporary) {
            // nothing but the closing
        }
    }

    private void tell(Outcome outcome, @Nullable Throwable failure) {
        report.tell(target.path(), output.length(), outcome, failure);
    }
}
