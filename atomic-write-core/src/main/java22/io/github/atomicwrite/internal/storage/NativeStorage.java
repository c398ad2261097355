package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file systems of Linux through direct system calls. It inherits the rare operations that the JDK does as well:
 * links, real paths, lists.
 */
final class NativeStorage extends PosixStorage {
    static {
        NativeDirectory.load();
    }

    private static final int OWNER_ONLY = 0600;
    private static final int AS_THE_UMASK_SAYS = 0666;
    private static final int NEW = LibC.O_WRONLY | LibC.O_CREAT | LibC.O_EXCL | LibC.O_NOFOLLOW;

    @Override
    public FileStatus status(Path path) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.of(memory, LibC.AT_FDCWD, memory.path(path), path);
        }
    }

    @Override
    public FileStatus statusFollowingLinks(Path path) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.followingLinks(memory, path);
        }
    }

    @Override
    public Object key(Path path) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.keyOf(memory, LibC.AT_FDCWD, memory.path(path), path);
        }
    }

    @Override
    public boolean exists(Path path) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.exists(memory, LibC.AT_FDCWD, memory.path(path), path);
        }
    }

    @Override
    public TemporaryFile create(Path path, Visibility visibility) throws IOException {
        int mode = visibility == Visibility.OWNER ? OWNER_ONLY : AS_THE_UMASK_SAYS;
        try (CallMemory memory = CallMemory.take()) {
            return new NativeTemporary(Descriptor.open(memory, path, NEW, mode));
        }
    }

    @Override
    OpenDirectory openToForce(Path directory) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            int number = Descriptor.openNumber(memory, directory, LibC.O_RDONLY | LibC.O_DIRECTORY, 0);
            if (number == -Errno.ENOTDIR) {
                throw new NotDirectoryException(directory.toString());
            }
            Errno.check(number, directory);
            return new NativeDirectory(new Descriptor(directory, number));
        }
    }

    @Override
    @Nullable
    Closeable openToHold(Path file) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            return Descriptor.hold(memory, LibC.AT_FDCWD, memory.path(file), file);
        }
    }

    @Override
    void rename(Path temporary, Path target) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            long from = memory.path(temporary);
            Errno.checkMove(LibC.renameat(memory, LibC.AT_FDCWD, from, memory.otherPath(target)), temporary, target);
        }
    }

    @Override
    public boolean delete(Path path) throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            long address = memory.path(path);
            int result = LibC.unlink(memory, address);
            if (result == -Errno.EISDIR) {
                result = LibC.rmdir(memory, address);
            }
            if (result == -Errno.ENOENT) {
                return false;
            }
            Errno.check(result, path);
            return true;
        }
    }

    @Override
    @Nullable
    Closeable lockOfDeadWriter(Path guard) throws IOException {
        return NativeLock.ofDeadWriter(guard);
    }
}
