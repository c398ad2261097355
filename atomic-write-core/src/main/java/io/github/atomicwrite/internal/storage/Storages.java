package io.github.atomicwrite.internal.storage;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Selects the storage of a path. */
public final class Storages {
    private static final Storage PORTABLE = new PortableStorage();

    private Storages() {}

    /** Returns the storage of the file system that the path belongs to. */
    public static Storage of(Path path) {
        FileSystem fileSystem = path.getFileSystem();
        boolean isPosix = fileSystem.equals(FileSystems.getDefault())
                && fileSystem.supportedFileAttributeViews().contains("unix");
        return isPosix ? Platform.STORAGE : PORTABLE;
    }

    /** Initialized when the first path of the operating system's own file systems is used. */
    private static final class Platform {
        static final Storage STORAGE = PlatformStorage.select();
    }
}
