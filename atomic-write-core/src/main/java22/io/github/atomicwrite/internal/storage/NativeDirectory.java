package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An open directory whose names are looked up in it. That is cheaper than whole paths, and what is moved here is also
 * forced here, wherever the path leads by now.
 */
record NativeDirectory(Descriptor descriptor) implements OpenDirectory {
    /** Loads this class while there are descriptors, because it may be needed with the last one. */
    static void load() {}

    @Override
    public FileStatus status(Path path) throws IOException {
        int directory = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.of(memory, directory, memory.name(path), path);
        } finally {
            descriptor.release();
        }
    }

    @Override
    public Object key(Path path) throws IOException {
        int directory = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.keyOf(memory, directory, memory.name(path), path);
        } finally {
            descriptor.release();
        }
    }

    @Override
    public boolean exists(Path path) throws IOException {
        int directory = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.exists(memory, directory, memory.name(path), path);
        } finally {
            descriptor.release();
        }
    }

    @Override
    public @Nullable Closeable hold(Path file) {
        try {
            int directory = descriptor.use();
            try (CallMemory memory = CallMemory.take()) {
                return Descriptor.hold(memory, directory, memory.name(file), file);
            } finally {
                descriptor.release();
            }
        } catch (IOException notHeld) {
            StorageLog.notHeld(file, notHeld);
            return null;
        }
    }

    @Override
    public void replace(Path temporary, Path target) throws IOException {
        int directory = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            long from = memory.name(temporary);
            Errno.checkMove(LibC.renameat(memory, directory, from, memory.otherName(target)), temporary, target);
        } catch (FileSystemException refused) {
            throw MountPoints.explained(refused, target);
        } finally {
            descriptor.release();
        }
    }

    @Override
    public void force() throws IOException {
        descriptor.force();
    }

    @Override
    public void close() throws IOException {
        descriptor.close();
    }
}
