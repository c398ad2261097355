package io.github.atomicwrite.state;

import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Recognizes a file that may have many paths, and may not exist yet. */
final class FileIdentity {
    private FileIdentity() {}

    /** Returns the identity of its directory and its name there: a bind mount gives a directory a second real path. */
    static Object of(Path path) throws IOException {
        Storage storage = Storages.of(path);
        try {
            Path file = realPath(storage, path);
            Path directory = file.getParent();
            Object key = directory == null ? null : storage.key(directory);
            return key == null ? file : List.of(key, file.getFileName());
        } catch (FileSystemException unreachable) {
            return path.toAbsolutePath(); // reading or writing it reports why
        }
    }

    /** Returns the one path that it has, without links. */
    static Path realPath(Storage storage, Path path) throws IOException {
        try {
            return storage.realPath(path);
        } catch (NoSuchFileException absent) {
            try {
                return realPath(storage, path.resolveSibling(storage.readLink(path)));
            } catch (FileSystemException noLink) {
                Path absolute = path.toAbsolutePath();
                Path directory = absolute.getParent();
                return directory == null
                        ? absolute
                        : storage.realPath(directory).resolve(absolute.getFileName());
            }
        }
    }
}
