package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.StackProbe;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Names;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A temporary that this process has created in the directory of a target. Other processes can see that its writer is
 * alive.
 *
 * @param name its name
 * @param directory where it was created
 * @param path where it is
 * @param file the open file; closing that of a guard gives up the lock
 * @param created the status of the file when it had just been created
 */
record OwnedTemporary(
        Storage storage, TemporaryName name, Path directory, Path path, TemporaryFile file, FileStatus created)
        implements Closeable {
    /** A name that can't be guessed is hardly ever taken, or swept between creation and lock. */
    private static final int MAX_ATTEMPTS = 16;

    private static final int STICKY = 01000;

    /** The maximum length of a path on Linux, in bytes, with the zero at its end (limits.h). */
    private static final int PATH_MAX = 4_096;

    /** Creates a temporary that guards itself, beside the target: {@code rename(2)} works within one file system. */
    static OwnedTemporary beside(Target target, Storage.Visibility visibility, Storage storage) throws IOException {
        return create(target, visibility, storage, TemporaryName::next);
    }

    /** Creates a temporary that this one guards. */
    OwnedTemporary guarded(Target target, Storage.Visibility visibility) throws IOException {
        return create(target, visibility, storage, name::nextMember);
    }

    private static OwnedTemporary create(
            Target target, Storage.Visibility visibility, Storage storage, Supplier<TemporaryName> names)
            throws IOException {
        for (int attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
            TemporaryName name = names.get();
            OwnedTemporary owned;
            try {
                owned = create(target, visibility, storage, name);
            } catch (Throwable failure) {
                name.release();
                throw failure;
            }
            if (owned != null) {
                return owned;
            }
            name.release();
        }
        throw new FileSystemException(
                target.path().toString(), null, "another program keeps taking or removing the temporaries beside it");
    }

    private static @Nullable OwnedTemporary create(
            Target target, Storage.Visibility visibility, Storage storage, TemporaryName name) throws IOException {
        Path path = target.directory().resolve(name.text());
        TemporaryFile file;
        StackProbe.requireRoom();
        try {
            file = storage.create(path, visibility);
        } catch (FileAlreadyExistsException taken) {
            return null;
        } catch (FileSystemException refused) {
            throw explained(refused, target, path);
        }
        FileStatus created;
        try {
            if (target.existing() != null) {
                file.copyUserAttributes(target.path());
            }
            created = name.isGuard() ? file.lock() : file.status();
        } catch (Throwable failure) {
            Failures.cleanUp(failure, () -> remove(storage, path, file));
            throw failure;
        }
        if (created == null) {
            remove(storage, path, file);
            return null;
        }
        return new OwnedTemporary(storage, name, target.directory(), path, file, created);
    }

    /** Returns where it is, by another spelling of the directory. */
    Path pathIn(Path spelling) {
        return spelling.equals(directory) ? path : spelling.resolve(path.getFileName());
    }

    /** The error names the temporary, whose path is longer than that of the target. */
    private static FileSystemException explained(FileSystemException refused, Target target, Path temporary) {
        int bytes = temporary.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes < PATH_MAX) {
            return refused;
        }
        FileSystemException tooLong = new FileSystemException(
                target.path().toString(),
                null,
                "the path is too long: that of the temporary beside it has %d bytes, and the system takes %d"
                        .formatted(bytes, PATH_MAX - 1));
        tooLong.initCause(refused);
        return tooLong;
    }

    /**
     * Returns whether this very file is at the target by now. That its own name is gone proves nothing: anyone who may
     * write to the directory may have removed it.
     */
    boolean isAt(Names names, Path target) {
        try {
            return created.key() != null && created.key().equals(names.key(target));
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * Checks that a name still leads to the file that was written.
     *
     * @param closed the status of the file when it was closed; {@code null} if it is open. Another file can be given
     *     the key of a closed one, but not its time of change
     * @throws FileSystemException if someone else has removed or changed it, or put another file there
     */
    void requireAt(Names names, Path name, @Nullable FileStatus closed) throws IOException {
        if (created.key() == null) {
            return;
        }
        boolean same = closed == null ? created.key().equals(names.key(name)) : closed.equals(names.status(name));
        if (!same) {
            throw new FileSystemException(
                    name.toString(), null, "another program has changed the temporary, or put another file there");
        }
    }

    /** Returns whether only the owner of a file may rename and remove it there. */
    boolean isInStickyDirectory() throws IOException {
        FileStatus.Access access = storage.statusFollowingLinks(directory).access();
        return access != null && (access.mode() & STICKY) != 0;
    }

    /** Closes the file after it has been moved: there is nothing to remove. */
    void release() throws IOException {
        try {
            file.close();
        } finally {
            name.release();
        }
    }

    /** Removes the temporary, and closes it. */
    @Override
    public void close() throws IOException {
        try {
            remove(storage, path, file);
        } finally {
            name.release();
        }
    }

    /**
     * Removes first, while the lock still keeps sweeps away, then closes. Some providers show a file only once it is
     * closed, so if there was none to remove, a second attempt follows.
     */
    private static void remove(Storage storage, Path path, TemporaryFile file) throws IOException {
        boolean[] removed = new boolean[1];
        List<IoAction> steps = List.of(() -> removed[0] = storage.delete(path), file::close);
        Failures.runAll(steps);
        if (!removed[0]) {
            storage.delete(path);
        }
    }
}
