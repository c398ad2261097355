package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.FileStatus;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that a write replaces.
 *
 * @param path where it is; its last component is no link
 * @param existing the file that is there now; {@code null} if there is none
 */
record Target(Path path, @Nullable FileStatus existing) {

    /** Returns the directory that holds a path's entry. The empty path stands for the working directory. */
    static Path directoryOf(Path path) {
        Path parent = path.getParent();
        return parent != null ? parent : path.getFileSystem().getPath("");
    }
}
