package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A temporary that this process has created beside a target, and of which every other process can tell that its writer
 * lives.
 *
 * @param name what it is called
 * @param path where it is
 * @param handle the open file; closing that of a guard gives up the lock
 * @param created what the file had when it had just been created
 */
record ClaimedTemporary(Storage storage, TemporaryName name, Path path, Storage.Temporary handle, FileStatus created)
        implements Closeable {
    /** A name that can't be guessed is taken, or swept between creation and lock, once in a blue moon. */
    private static final int MOST_ATTEMPTS = 16;

    /** Where a temporary comes from. */
    @FunctionalInterface
    interface Source {
        ClaimedTemporary beside(Target target, Storage.Visibility visibility, Storage storage) throws IOException;
    }

    /**
     * Creates a temporary that guards itself, beside the target, because {@code rename(2)} is atomic within one file
     * system alone.
     */
    static ClaimedTemporary beside(Target target, Storage.Visibility visibility, Storage storage) throws IOException {
        for (int attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
            ClaimedTemporary claimed = create(target, visibility, storage, TemporaryName.next());
            if (claimed != null) {
                return claimed;
            }
        }
        throw exhausted(target);
    }

    /** Creates a temporary that this one guards. */
    ClaimedTemporary guarded(Target target, Storage.Visibility visibility) throws IOException {
        for (int attempts = 0; attempts < MOST_ATTEMPTS; attempts++) {
            ClaimedTemporary claimed = create(target, visibility, storage, name.nextMember());
            if (claimed != null) {
                return claimed;
            }
        }
        throw exhausted(target);
    }

    private static FileSystemException exhausted(Target target) {
        return new FileSystemException(
                target.path().toString(), null, "someone keeps taking or removing the temporaries beside it");
    }

    private static @Nullable ClaimedTemporary create(
            Target target, Storage.Visibility visibility, Storage storage, TemporaryName name) throws IOException {
        Path path = target.path().resolveSibling(name.toString());
        Storage.Temporary handle;
        try {
            handle = storage.create(path, visibility);
        } catch (Throwable notCreated) {
            name.release();
            if (notCreated instanceof FileAlreadyExistsException) {
                return null;
            }
            throw notCreated;
        }
        try {
            if (target.existing() != null) {
                // Before the lock: the JDK opens and closes the file for it, which would drop the lock.
                storage.copyUserAttributes(target.path(), path);
            }
            FileStatus created = name.isGuard() ? handle.claim() : handle.look();
            if (created != null) {
                return new ClaimedTemporary(storage, name, path, handle, created);
            }
        } catch (Throwable failure) {
            try {
                close(storage, name, path, handle);
            } catch (Throwable leftover) {
                Failures.suppress(leftover, failure);
            }
            throw failure;
        }
        close(storage, name, path, handle);
        return null;
    }

    /**
     * Whether this very file is at the target by now. That its own name is gone proves nothing: whoever may write to the
     * directory may have removed it.
     */
    boolean isAt(Path target) {
        try {
            return created.key() != null
                    && created.key().equals(storage.lookUp(target).key());
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Lets go of the file once it has been moved: there is nothing to remove any more. */
    void release() throws IOException {
        try {
            handle.close();
        } finally {
            name.release();
        }
    }

    /** Removes the temporary, and lets go of it. */
    @Override
    public void close() throws IOException {
        close(storage, name, path, handle);
    }

    /**
     * Removes first, while the lock still keeps sweeps away, then closes. Some providers show a file only once it is
     * closed, so where there was none to remove, there is another try. One step can fail and the others still be done.
     */
    @SuppressWarnings("try") // the resources are there to be closed
    private static void close(Storage storage, TemporaryName name, Path path, Storage.Temporary handle)
            throws IOException {
        boolean removed = false;
        try (Closeable last = name::release;
                Closeable then = handle) {
            removed = storage.delete(path);
        }
        if (!removed) {
            storage.delete(path);
        }
    }
}
