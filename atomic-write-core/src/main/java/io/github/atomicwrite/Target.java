package io.github.atomicwrite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that a write replaces.
 *
 * @param path where it is, the last component no link
 * @param existing what is there now; {@code null} if there is nothing yet
 */
record Target(Path path, @Nullable FileStatus existing) {

    /** The directory that holds the target's entry; the empty path stands for the working directory. */
    Path directory() {
        return directoryOf(path);
    }

    static Path directoryOf(Path path) {
        Path parent = path.getParent();
        return parent != null ? parent : path.getFileSystem().getPath("");
    }

    FileStatus.@Nullable Access existingAccess() {
        return existing == null ? null : existing.access();
    }
}
