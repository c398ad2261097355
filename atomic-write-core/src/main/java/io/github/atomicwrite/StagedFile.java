package io.github.atomicwrite;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Names;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The new content of one file, in a temporary beside its target, and the steps that put it in place.
 * {@link PendingFile} takes the steps for one file, {@link WriteBatch} for many at once.
 */
final class StagedFile {
    private final Settings settings;
    private final Target target;
    private final OwnerAndMode ownerAndMode;
    private final OwnedTemporary temporary;
    private final ContentStream output;
    private final CommitReport report;

    /** The status of the temporary when it was closed long before its move; {@code null} if it is not. */
    private @Nullable FileStatus closed;

    private boolean moving;

    /** The replaced file, whose blocks must be kept until the directory is forced; {@code null} if it is not held. */
    private @Nullable Closeable replaced;

    StagedFile(Settings settings, Target target, OwnerAndMode ownerAndMode, OwnedTemporary temporary) {
        this.settings = settings;
        this.target = target;
        this.ownerAndMode = ownerAndMode;
        this.temporary = temporary;
        this.output = new ContentStream(temporary.file());
        this.report = new CommitReport(settings.listeners());
    }

    Path target() {
        return target.path();
    }

    Path directory() {
        return target.directory();
    }

    /** Returns the path of the target in the directory that the temporary was created in. */
    Path place() {
        return temporary.directory().resolve(target.path().getFileName());
    }

    /** Returns whether the replaced file is held open. */
    boolean holdsReplaced() {
        return replaced != null;
    }

    ContentStream output() {
        return output;
    }

    /** Prepares {@link #startWriteBack()}. To be called before anything is written. */
    void armWriteBackOnClose() {
        if (settings.durability().forcesContent()) {
            output.beforeFirstByte(temporary.file()::armWriteBackOnClose);
        }
    }

    /** Gives the temporary its whole content, its owner and its mode. */
    void seal() throws IOException {
        output.complete();
        startClock();
        ownerAndMode.applyTo(temporary);
    }

    /** Starts the time that the commit takes. A batch starts it again when its wait for other files is over. */
    void startClock() {
        report.startClock();
    }

    /** Lets the file system start to write the temporary to the disk, and doesn't wait for it. */
    void startWriteBack() {
        if (settings.durability().forcesContent()) {
            temporary.file().startWriteBack();
        }
    }

    /** Makes the temporary durable. */
    void force() throws IOException {
        if (settings.durability().forcesContent()) {
            // Before the move: else a crash could leave the name with no content behind it.
            temporary.file().force();
        }
        temporary.file().closeBeforeMove();
    }

    /** Makes the temporary durable and closes it long before its move, because too many are open. */
    void forceAndClose() throws IOException {
        force();
        closed = temporary.file().status();
        temporary.file().close();
    }

    /** Moves the temporary over the target. */
    void move(Names names) throws IOException {
        if (settings.durability().forcesDirectory()) {
            // A crash may bring the old name back, but ext4 with data=writeback would have reused its blocks. Even if
            // there was no file at first, someone may have created one since.
            replaced = names.hold(target.path());
        }
        // Both by the same spelling. Where whole paths are looked up and a link in them has been turned, the temporary
        // isn't there, and nothing is moved.
        Path name = temporary.pathIn(target.directory());
        temporary.requireAt(names, name, closed);
        moving = true;
        names.replace(name, target.path());
    }

    /** Returns whether the move was done although it failed. */
    boolean isInPlace(Names names) {
        return moving && temporary.isAt(names, target.path());
    }

    /** Closes the temporary once it is the target. */
    void release() throws IOException {
        temporary.release();
    }

    /** Closes the replaced file, if it is held. Once the directory has been forced, the old name can't come back. */
    void releaseReplaced() throws IOException {
        Closeable held = replaced;
        replaced = null;
        if (held != null) {
            held.close();
        }
    }

    /** Looks at the target once more, after the force of its directory. */
    void requireReachable(Names names) throws IOException {
        Target.requireReachable(target.path(), names);
    }

    /** Removes the temporary. */
    void discard() throws IOException {
        output.abandon();
        Failures.runAll(List.of(temporary::close, this::releaseReplaced));
    }

    void committed() {
        end(Outcome.COMMITTED, null);
    }

    /** Ends this write for a reason that its caller is about to see. */
    void failed(Throwable failure) {
        Failures.cleanUp(failure, this::discard);
        end(Outcome.FAILED, failure);
    }

    /** Ends this write after its move, for a reason that makes its durability unknown. */
    UnconfirmedWriteException unconfirmed(Throwable cause) {
        UnconfirmedWriteException unconfirmed = new UnconfirmedWriteException(target.path(), cause);
        Failures.cleanUp(cause, this::release);
        Failures.cleanUp(cause, this::releaseReplaced);
        end(Outcome.UNCONFIRMED, unconfirmed);
        return unconfirmed;
    }

    private void end(Outcome outcome, @Nullable Throwable failure) {
        report.end(target.path(), output.length(), outcome, failure);
    }

    /** Notifies the listeners in the thread of the writer's caller, once this write has ended. */
    void notifyListeners() {
        report.notifyListeners();
    }
}
