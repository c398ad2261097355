package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The turn of one publisher among those of a directory, in all processes: the lock on a file. */
final class PublishTurn {
    private static final int MAX_PAUSE_MILLIS = 16;

    private PublishTurn() {}

    /**
     * Waits for the turn. An interrupt doesn't stop the wait, and is kept.
     *
     * <p>It tries again and again, because the kernel reports a deadlock where two processes wait for each other's
     * locks, even if different threads wait (fcntl(2), EDEADLK).
     *
     * @return the turn, to be closed
     */
    static Closeable take(Storage storage, Path directory) throws IOException {
        Path file = directory.resolve(VersionName.TURN);
        boolean interrupted = false;
        try {
            for (int pause = 1; ; pause = Math.min(2 * pause, MAX_PAUSE_MILLIS)) {
                Closeable turn = tryTake(storage, file);
                if (turn != null) {
                    return turn;
                }
                interrupted |= pause(pause);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static @Nullable Closeable tryTake(Storage storage, Path file) throws IOException {
        try {
            return storage.tryLock(file);
        } catch (NoSuchFileException absent) {
            try {
                storage.createLockFile(file);
            } catch (FileAlreadyExistsException byAnother) {
                // Another publisher was faster.
            }
            return null;
        }
    }

    /** Returns whether the thread was interrupted. */
    private static boolean pause(int millis) {
        try {
            Thread.sleep(millis);
            return false;
        } catch (InterruptedException later) {
            return true;
        }
    }
}
