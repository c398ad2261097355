package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that is being written. Closing it gives up its lock. */
public interface TemporaryFile extends Closeable {
    /**
     * Takes the lock that proves this writer alive while the file is open.
     *
     * @return the status of the file; {@code null} if a sweep has removed it, or is about to
     */
    @Nullable
    FileStatus lock() throws IOException;

    /** Returns the status of the file. */
    FileStatus status() throws IOException;

    /**
     * Copies the user extended attributes of another file, as far as the process may. To be called before
     * {@link #lock}.
     */
    void copyUserAttributes(Path from);

    /** Sets the group where the process may, and returns whether it could. */
    boolean setGroup(int group);

    /** Sets the owner where the process may, and returns whether it could. */
    boolean setOwner(int owner);

    /** Sets exactly these mode bits. The umask does not apply. */
    void setMode(int mode) throws IOException;

    /**
     * Sets the mode bits of the file that this one replaces. Where an access control list gave them their meaning and
     * can't be kept, only bits that give nobody more rights than before.
     */
    default void inheritMode(int mode) throws IOException {
        setMode(mode);
    }

    /** Prepares {@link #startWriteBack()}, which has no effect otherwise. To be called before anything is written. */
    void armWriteBackOnClose() throws IOException;

    /** Appends these bytes, in bounded memory. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Lets the file system start to write the content to the device, and doesn't wait for it. No promise depends on it,
     * but a later force is shorter. Not for a locked file: the lock would be lost.
     */
    void startWriteBack();

    /** Forces content and metadata to the storage device. */
    void force() throws IOException;

    /** Closes the file where an open file can't be moved, or is seen only once it is closed. */
    void closeBeforeMove() throws IOException;
}
