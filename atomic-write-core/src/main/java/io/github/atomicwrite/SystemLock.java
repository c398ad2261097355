package io.github.atomicwrite;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a temporary that proves its writer alive: a record lock, which the kernel drops when the process ends
 * (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>).
 */
final class SystemLock {
    private static final Set<OpenOption> TO_LOCK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private SystemLock() {}

    /** Takes the lock of a temporary for as long as the channel is open; returns false if someone else has it. */
    static boolean take(AsynchronousFileChannel temporary) throws IOException {
        return tryLock(temporary, false) != null;
    }

    /**
     * Deletes a file unless the writer of a temporary lives, or that can't be told.
     *
     * @param guard the temporary, a regular file
     * @return whether the file was there and was deleted
     */
    static boolean deleteUnlessAlive(Path guard, Path file, Storage storage) throws IOException {
        try (AsynchronousFileChannel channel = open(guard)) {
            // A shared lock meets the writer's exclusive one, and needs no more than the right to read.
            return channel != null && tryLock(channel, true) != null && storage.delete(file);
        }
    }

    /** Returns null where it can't be locked: its writer or another sweep was faster, or it may not be opened. */
    private static @Nullable AsynchronousFileChannel open(Path guard) throws IOException {
        try {
            return AsynchronousFileChannel.open(guard, TO_LOCK, CallerRuns.INSTANCE);
        } catch (NoSuchFileException gone) {
            return null;
        } catch (AccessDeniedException notOurs) {
            SystemStorage.log("Whether the writer of " + guard + " lives can't be told, so it is left", notOurs);
            return null;
        }
    }

    /** Locks all of a file; returns null if someone else has locked it, in this process or in another one. */
    private static @Nullable FileLock tryLock(AsynchronousFileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        } catch (AssertionError failed) {
            // The JDK looks at the file first and takes it for impossible that this fails, as on a dead disk it does.
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
