package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.Failures;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operating system's own file systems, on Linux, macOS and other POSIX systems. */
class PosixStorage extends PortableStorage {
    static {
        StorageLog.load();
        Failures.load();
    }

    private static final Set<StandardOpenOption> TO_FORCE = Set.of(StandardOpenOption.READ);

    private static final Set<OpenOption> DIRECTORY_ITSELF = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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
        try (AsynchronousFileChannel channel = openFileToForce(file)) {
            channel.force(true);
        }
    }

    /** Either right is enough for {@code fsync(2)}. */
    private static AsynchronousFileChannel openFileToForce(Path file) throws IOException {
        try {
            return AsynchronousFileChannel.open(file, TO_FORCE, CallerRuns.INSTANCE);
        } catch (AccessDeniedException unreadable) {
            try {
                return AsynchronousFileChannel.open(file, Set.of(StandardOpenOption.WRITE), CallerRuns.INSTANCE);
            } catch (AccessDeniedException unwritable) {
                throw unreadable;
            }
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
        return new PosixDirectory(AsynchronousFileChannel.open(directory, TO_FORCE, CallerRuns.INSTANCE), this);
    }

    @Override
    public @Nullable Closeable hold(Path file) {
        try {
            return openToHold(file);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (Exception notHeld) {
            // Not only IOException: JDK 17 may throw its own UnixException, which is checked and not declared.
            StorageLog.notHeld(file, notHeld);
            return null;
        }
    }

    @Nullable
    Closeable openToHold(Path file) throws IOException {
        return PosixFiles.hold(file);
    }

    @Override
    public void replace(Path temporary, Path target) throws IOException {
        try {
            rename(temporary, target);
        } catch (FileSystemException refused) {
            throw MountPoints.explained(refused, target);
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

    @Override
    public boolean hasLinksAndLocks() {
        return true;
    }

    @Override
    public void createDirectory(Path directory, Visibility visibility) throws IOException {
        if (visibility == Visibility.OWNER) {
            Files.createDirectory(directory, OWNER_ONLY);
        } else {
            Files.createDirectory(directory);
        }
    }

    @Override
    @SuppressWarnings("try") // the channel is found by its name
    public void setDirectoryMode(Path directory, int mode) throws IOException {
        try (AsynchronousFileChannel open =
                AsynchronousFileChannel.open(directory, DIRECTORY_ITSELF, CallerRuns.INSTANCE)) {
            Files.setAttribute(OpenFilePath.of(directory), "unix:mode", mode);
        }
    }

    @Override
    public void createLockFile(Path file) throws IOException {
        SharedLocks.create(file);
    }

    @Override
    public void createLink(Path link, Path text) throws IOException {
        try {
            Files.createSymbolicLink(link, text);
        } catch (FileAlreadyExistsException | AccessDeniedException | NoSuchFileException clear) {
            throw clear;
        } catch (FileSystemException refused) {
            // The JDK passes on only the text of the error. A file of that name shows what the error means.
            Files.createFile(link);
            Files.delete(link);
            throw new UnsupportedOperationException(link + ": the file system has no symbolic links", refused);
        }
    }

    @Override
    public void visit(Path directory, EntryVisitor visitor) throws IOException {
        DirectoryStreams.use(() -> visitEach(directory, visitor));
    }

    private static void visitEach(Path directory, EntryVisitor visitor) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                BasicFileAttributes found =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                visitor.visit(new Entry(entry, kind(found), found.size()));
            }
        }
    }

    @Override
    public void removeTree(Path directory) throws IOException {
        DirectoryStreams.use(() -> TreeRemoval.remove(directory));
    }

    @Override
    public @Nullable Closeable tryLockShared(Path file) throws IOException {
        return SharedLocks.tryShared(file);
    }

    @Override
    public @Nullable Closeable tryLock(Path file) throws IOException {
        return SharedLocks.tryAlone(file);
    }

    private FileStatus.@Nullable Kind kindIfPresent(Path path) throws IOException {
        try {
            return status(path).kind();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }
}
