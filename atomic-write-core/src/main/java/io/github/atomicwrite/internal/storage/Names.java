package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The operations on names that a commit needs. A {@link Storage} looks up whole paths. */
public interface Names {
    /** Returns the status of the path itself, even if it is a symbolic link. */
    FileStatus status(Path path) throws IOException;

    /** Returns the {@linkplain FileStatus#key() identity} of the path itself. Cheaper than its status. */
    @Nullable
    Object key(Path path) throws IOException;

    /** Returns whether there is anything at this path, even a dangling link. */
    boolean exists(Path path) throws IOException;

    /**
     * Opens a file only to keep its blocks: an open file keeps them even without a name (unlink(2)).
     *
     * @return the open file, to be closed; {@code null} if there is none, if it can't be opened, or if nothing is held
     *     here
     */
    @Nullable
    Closeable hold(Path file);

    /** Moves the file over the target in one atomic step, or not at all. */
    void replace(Path temporary, Path target) throws IOException;
}
