package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operating system's own file systems, on Linux, macOS and other POSIX systems. */
class PosixStorage extends PortableStorage {
    static {
        StorageLog.load();
    }

    private static final Set<StandardOpenOption> TO_FORCE = Set.of(StandardOpenOption.READ);

    @Override
    FileStatus status(Path path, LinkOption... options) throws IOException {
        return PosixFiles.status(path, options);
    }

    @Override
    public void requireMode(Path path, int mode) {
        // POSIX has all twelve bits.
    }

    @Override
    public TemporaryFile create(Path path, Visibility visibility) throws IOException {
        return new PosixTemporary(
                path, AsynchronousFileChannel.open(path, NEW, CallerRuns.INSTANCE, attributes(path, visibility)));
    }

    @Override
    public void force(Path file) throws IOException {
        try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, TO_FORCE, CallerRuns.INSTANCE)) {
            channel.force(true);
        }
    }

    @Override
    public OpenDirectory openDirectory(Path directory) throws IOException {
        try {
            return openToForce(directory);
        } catch (AccessDeniedException denied) {
            AccessDeniedException explained = new AccessDeniedException(
                    directory.toString(),
                    null,
                    "a durable write needs the right to read the directory; Durability.CONTENT doesn't");
            explained.initCause(denied);
            throw explained;
        }
    }

    OpenDirectory openToForce(Path directory) throws IOException {
        return new PosixDirectory(AsynchronousFileChannel.open(directory, TO_FORCE, CallerRuns.INSTANCE));
    }

    @Override
    public void replace(Path temporary, Path target) throws IOException {
        try {
            rename(temporary, target);
        } catch (FileSystemException refused) {
            if (MountPoints.contain(target)) {
                throw MountPoints.refusal(target, refused);
            }
            throw refused;
        }
    }

    void rename(Path temporary, Path target) throws IOException {
        super.replace(temporary, target);
    }

    /** An atomic move replaces an existing file, so an empty file takes the name first. */
    @Override
    public void moveAside(Path file, Path free) throws IOException {
        Files.createFile(free);
        try {
            Files.move(file, free, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable notMoved) {
            try {
                Files.deleteIfExists(free);
            } catch (IOException leftover) {
                notMoved.addSuppressed(leftover);
            }
            throw notMoved;
        }
    }

    @Override
    public boolean deleteIfAbandoned(Path temporary, Path guard) throws IOException {
        if (kindIfPresent(temporary) != FileStatus.Kind.REGULAR) {
            return false;
        }
        FileStatus.Kind proof = kindIfPresent(guard);
        if (proof != FileStatus.Kind.REGULAR) {
            // Opening anything else could block (a FIFO) or have an effect (a device).
            return proof == null && delete(temporary);
        }
        try (Closeable lock = lockOfDeadWriter(guard)) {
            return lock != null && delete(temporary);
        }
    }

    /** Takes the lock that a temporary's dead writer has left; {@code null} if it can't be had. */
    @Nullable
    Closeable lockOfDeadWriter(Path guard) throws IOException {
        return PosixLock.ofDeadWriter(guard);
    }

    private FileStatus.@Nullable Kind kindIfPresent(Path path) throws IOException {
        try {
            return status(path).kind();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }
}
