package io.github.atomicwrite.internal.storage;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Selects the storage of a path. */
public final class Storages {
    /** If this system property is {@code false}, no system call is made directly. It may change at any time. */
    private static final String NATIVE = "io.github.atomicwrite.native";

    private static final Storage PORTABLE = new PortableStorage();
    private static final Storage POSIX = new PosixStorage();

    private Storages() {}

    /** Returns the storage of the file system that the path belongs to. */
    public static Storage of(Path path) {
        FileSystem fileSystem = path.getFileSystem();
        boolean isPosix = fileSystem.equals(FileSystems.getDefault())
                && fileSystem.supportedFileAttributeViews().contains("unix");
        if (!isPosix) {
            return PORTABLE;
        }
        return "false".equalsIgnoreCase(System.getProperty(NATIVE)) ? POSIX : Platform.STORAGE;
    }

    /** Initialized when it is needed first: finding the system calls takes some milliseconds. */
    private static final class Platform {
        static final Storage STORAGE = PlatformStorage.select();
    }
}
