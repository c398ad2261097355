package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
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
 * The record lock on a temporary that proves its writer alive: the kernel drops it when the process ends (<a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>).
 */
record PosixLock(AsynchronousFileChannel channel) implements Closeable {
    private static final Set<OpenOption> TO_LOCK = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** Locks a file while the channel is open, and returns whether it could: another writer or sweep may have it. */
    static boolean take(AsynchronousFileChannel temporary) throws IOException {
        return tryLock(temporary, false) != null;
    }

    /**
     * Takes the lock of a temporary whose writer is dead. A shared lock conflicts with the writer's exclusive one, and
     * needs only the right to read.
     *
     * @return {@code null} if the writer is alive, if that is not known, or if another sweep was faster
     */
    static @Nullable PosixLock ofDeadWriter(Path temporary) throws IOException {
        AsynchronousFileChannel channel;
        try {
            channel = AsynchronousFileChannel.open(temporary, TO_LOCK, CallerRuns.INSTANCE);
        } catch (NoSuchFileException gone) {
            return null;
        } catch (AccessDeniedException notOurs) {
            StorageLog.debug(temporary + " stays: it can't be opened to see whether its writer is alive", notOurs);
            return null;
        }
        try {
            if (tryLock(channel, true) != null) {
                return new PosixLock(channel);
            }
        } catch (Throwable failure) {
            try (channel) {
                throw failure;
            }
        }
        channel.close();
        return null;
    }

    private static @Nullable FileLock tryLock(AsynchronousFileChannel channel, boolean shared) throws IOException {
        try {
            return tryLock(channel, 0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** @throws OverlappingFileLockException if this process has a lock on some of these bytes */
    static @Nullable FileLock tryLock(AsynchronousFileChannel channel, long position, long size, boolean shared)
            throws IOException {
        try {
            return channel.tryLock(position, size, shared);
        } catch (AssertionError failed) {
            // The JDK reads the file's status first and doesn't expect that to fail, as it does on a dead disk.
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
