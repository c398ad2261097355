package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a temporary that proves its writer alive: one of the open file description (<a
 * href="https://man7.org/linux/man-pages/man2/F_OFD_SETLK.2const.html">F_OFD_SETLK</a>). It conflicts with the record
 * locks of {@link PosixLock}, as those do with it, so both kinds of writers and sweeps respect each other. Unlike them,
 * it stays when another descriptor of the file is closed.
 */
final class NativeLock {
    private NativeLock() {}

    /** Locks a file while it is open, and returns whether it could: another writer or sweep may have it. */
    static boolean take(CallMemory memory, int file, short type, Path path) throws IOException {
        int result = LibC.fcntl(memory, file, LibC.F_OFD_SETLK, memory.lock(type));
        if (result == -Errno.EINVAL) {
            // No such locks here, in some sandboxes. Nothing in this package drops a record lock by another close.
            result = LibC.fcntl(memory, file, LibC.F_SETLK, memory.lock(type));
        }
        if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
            return false;
        }
        Errno.check(result, path);
        return true;
    }

    /**
     * Takes the lock of a temporary whose writer is dead. Doesn't wait for the other end if the path is a FIFO by now.
     *
     * @return {@code null} if the writer is alive, if that is not known, or if another sweep was faster
     */
    static @Nullable Closeable ofDeadWriter(Path temporary) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            int flags = LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_NOFOLLOW;
            int file = Descriptor.openNumber(memory, temporary, flags, 0);
            if (file == -Errno.ENOENT) {
                return null;
            }
            if (file == -Errno.EACCES) {
                StorageLog.debug(temporary + " stays: it can't be opened to see whether its writer is alive");
                return null;
            }
            Errno.check(file, temporary);
            Descriptor descriptor = new Descriptor(temporary, file);
            try {
                if (take(memory, file, LibC.F_RDLCK, temporary)) {
                    return descriptor;
                }
            } catch (Throwable failure) {
                try (descriptor) {
                    throw failure;
                }
            }
            descriptor.close();
            return null;
        }
    }
}
