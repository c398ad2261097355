package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.storage.Names;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directory of a batch. Its guard, an empty temporary, is locked and so proves the writer of all other temporaries
 * there alive. They need no open descriptor.
 */
final class BatchDirectory {
    private final Path realPath;
    private final Storage storage;
    private final OwnedTemporary guard;

    /** The files that may hold what they have replaced. */
    private final List<StagedFile> holding = new ArrayList<>();

    private @Nullable OpenDirectory directory;
    private boolean forceFailed;
    private @Nullable Throwable failure;

    /** Creates the guard there. */
    BatchDirectory(Path realPath, Storage storage) throws IOException {
        this.realPath = realPath;
        this.storage = storage;
        this.guard =
                OwnedTemporary.beside(new Target(realPath.resolve("guard"), null), Storage.Visibility.OWNER, storage);
    }

    Path realPath() {
        return realPath;
    }

    OwnedTemporary temporaryFor(Target target, Storage.Visibility visibility) throws IOException {
        return guard.guarded(new Target(realPath.resolve(target.path().getFileName()), target.existing()), visibility);
    }

    /** Opens the directory, while a failure still leaves every target as it was. */
    void open() throws IOException {
        directory = storage.openDirectory(realPath);
    }

    /** Checks that a path still leads here: a link in it may have been turned since. */
    void requireSamePlace(Path spelling) throws IOException {
        if (!storage.realPath(spelling).equals(realPath)) {
            throw new FileSystemException(
                    spelling.toString(),
                    realPath.toString(),
                    "the path leads to another directory than when its files were staged");
        }
    }

    /** Moves a file to its target. What fails after the move is remembered: the file is not confirmed then. */
    void move(StagedFile file) throws IOException {
        holding.add(file);
        file.move(names());
        release(file);
    }

    /** Looks names up in the directory that is forced. Otherwise no directory needs to be opened. */
    private Names names() {
        return directory != null ? directory : storage;
    }

    /** Returns whether a file was moved although its move failed. */
    boolean hasInPlace(StagedFile file) {
        return file.isInPlace(names());
    }

    /**
     * Looks at a target once more, after everything else, in this directory, wherever the target's path leads by now.
     */
    void requireReachable(StagedFile file) throws IOException {
        Target.requireReachable(file.place(), storage);
    }

    /** Closes a file that has been moved. */
    void release(StagedFile file) {
        attempt(file::release);
    }

    /** Makes the moves so far durable. A failed force is never repeated: the next one would report success. */
    void force() {
        if (directory != null && !forceFailed) {
            forceFailed = !attempt(directory::force);
        }
        holding.forEach(file -> attempt(file::releaseReplaced));
        holding.clear();
    }

    /** Removes the guard, which has nothing left to guard, and makes that and all moves durable. */
    void confirm() {
        attempt(guard::close);
        force();
        attempt(this::discard); // if the guard could not be removed, this tries once more
    }

    /** Takes a step, and returns whether it has succeeded. */
    private boolean attempt(IoAction step) {
        try {
            step.run();
            return true;
        } catch (Throwable failed) {
            failure = Failures.first(failure, failed);
            return false;
        }
    }

    /** Returns why the moves in this directory are not confirmed; {@code null} if they are. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Removes the guard, and closes everything. */
    void discard() throws IOException {
        Failures.runAll(List.of(this::closeDirectory, guard::close));
    }

    private void closeDirectory() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }
}
