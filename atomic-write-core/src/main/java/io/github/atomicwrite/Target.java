package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Names;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that a write replaces.
 *
 * @param path where it is; its last component is no link
 * @param existing the file that is there now; {@code null} if there is none
 * @param directory the directory that holds its entry
 */
record Target(Path path, @Nullable FileStatus existing, Path directory) {
    Target(Path path, @Nullable FileStatus existing) {
        this(path, existing, directoryOf(path));
    }

    /** Returns the directory that holds a path's entry. The empty path stands for the working directory. */
    static Path directoryOf(Path path) {
        Path parent = path.getParent();
        return parent != null ? parent : path.getFileSystem().getPath("");
    }

    /**
     * Looks at a path after its directory was forced: on an XFS that has shut down, the force succeeds although the
     * move is lost, and only this look fails.
     */
    static void requireReachable(Path path, Names names) throws IOException {
        names.exists(path); // someone may have removed the file since: the file system answers all the same
    }
}
