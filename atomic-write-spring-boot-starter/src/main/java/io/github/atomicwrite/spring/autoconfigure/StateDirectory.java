package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.internal.storage.Directories;
import io.github.atomicwrite.internal.storage.DirectoryInUseException;
import io.github.atomicwrite.internal.storage.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * The state directory of the application. If the property is set, this bean creates the directory, checks that it can
 * be written to, and holds its lock until the context is closed.
 *
 * <p>If the property is not set, the state directory is the working directory, which other programs may use.
 */
final class StateDirectory implements DisposableBean {
    /** The check begins to write this file, and never ends. */
    private static final String PROBE = ".atomic-write.probe";

    private final Path path;
    private final @Nullable DirectoryLock lock;

    StateDirectory(AtomicWriteProperties.State state, boolean isSet) {
        this.path = isSet ? create(state) : state.path();
        if (isSet) {
            requireWritable(path, AtomicWriteProperties.STATE_DIRECTORY);
        }
        this.lock = isSet && state.isExclusive() ? lock(path) : null;
    }

    /** Creates the directory durably: a file survives power loss only if its directory does. */
    static Path create(AtomicWriteProperties.State state) {
        Path directory = state.path();
        try {
            Directories.createDurably(directory);
        } catch (IOException unusable) {
            throw refusal(
                    state.getDirectory(),
                    "The directory can't be created: " + unusable + ".",
                    "Name a directory that exists, or one that the application may create.",
                    unusable);
        }
        return directory;
    }

    static void requireWritable(Path directory, String property) {
        try {
            probe(directory);
        } catch (IOException unwritable) {
            throw new RefusedValueException(
                            property,
                            '"' + directory.toString() + '"',
                            "The directory can't be written to: " + unwritable + ".",
                            "Name a directory in which the application may create files.")
                    .causedBy(unwritable);
        }
    }

    private static void probe(Path directory) throws IOException {
        AtomicFileWriter.create().open(directory.resolve(PROBE)).close();
    }

    private static DirectoryLock lock(Path directory) {
        try {
            return DirectoryLock.acquire(directory);
        } catch (DirectoryInUseException inUse) {
            String holder = inUse.holder().isPresent()
                    ? "the process with the ID " + inUse.holder().getAsLong()
                    : "another process";
            throw refusal(
                    directory.toString(),
                    "The directory is in use by " + holder + ".",
                    "Stop that process, or name another directory. If several processes may use the directory, set "
                            + AtomicWriteProperties.STATE_EXCLUSIVE + " to false.",
                    inUse);
        } catch (IOException unlocked) {
            throw refusal(
                    directory.toString(),
                    "The directory can't be locked: " + unlocked + ".",
                    "Name a directory on a file system with locks, or set " + AtomicWriteProperties.STATE_EXCLUSIVE
                            + " to false.",
                    unlocked);
        }
    }

    private static RefusedValueException refusal(String directory, String reason, String action, IOException cause) {
        return new RefusedValueException(AtomicWriteProperties.STATE_DIRECTORY, '"' + directory + '"', reason, action)
                .causedBy(cause);
    }

    Path path() {
        return path;
    }

    /**
     * Checks that the application can still write to the directory and owns it.
     *
     * @throws IOException if it can't, or doesn't
     */
    void check() throws IOException {
        probe(path);
        if (lock != null && !lock.isHeld()) {
            throw new IOException("the lock on the directory is lost: the lock file was deleted, replaced or opened");
        }
    }

    @Override
    public void destroy() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
