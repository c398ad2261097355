package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.StackProbe;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The storage of Windows and of other providers of {@code java.nio.file}, and what all others have in common. It uses
 * only what the provider declares, and passes on what the provider refuses.
 *
 * <p>Directories can't be forced here, and no lock proves a writer alive to other processes, so nothing is ever swept.
 */
class PortableStorage implements Storage {
    static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] AS_THE_UMASK_SAYS = {};

    @Override
    public FileStatus status(Path path) throws IOException {
        return status(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileStatus statusFollowingLinks(Path path) throws IOException {
        return status(path, new LinkOption[0]);
    }

    FileStatus status(Path path, LinkOption... options) throws IOException {
        if (!hasPermissions(path)) {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, options);
            return new FileStatus(kind(found), null, found.fileKey(), 0);
        }
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, options);
        int unknown = FileStatus.Access.UNKNOWN;
        FileStatus.Access access = new FileStatus.Access(PermissionBits.mode(found.permissions()), unknown, unknown);
        return new FileStatus(kind(found), access, found.fileKey(), 0);
    }

    static FileStatus.Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return FileStatus.Kind.REGULAR;
        }
        if (found.isDirectory()) {
            return FileStatus.Kind.DIRECTORY;
        }
        return found.isSymbolicLink() ? FileStatus.Kind.LINK : FileStatus.Kind.OTHER;
    }

    @Override
    public @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    @Override
    public boolean exists(Path path) throws IOException {
        try {
            key(path);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    @Override
    public final Object version(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return Arrays.asList(found.fileKey(), found.size(), found.lastModifiedTime());
    }

    @Override
    public final byte[] read(Path path) throws IOException {
        StackProbe.requireRoom();
        refuseFifo(path);
        // Not Files.readAllBytes: it reads through a channel that an interrupt would close.
        try (InputStream in = Files.newInputStream(path)) {
            return in.readAllBytes();
        }
    }

    /** Opening a FIFO would block until another program writes to it. Opening reports why a file can't be looked at. */
    private static void refuseFifo(Path path) throws IOException {
        try {
            if (Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
                throw new FileSystemException(path.toString(), null, "is not a regular file");
            }
        } catch (NoSuchFileException absentOrBeneathAFile) {
            // Newer JDKs report "Not a directory" as this, too.
        }
    }

    @Override
    public final Path readLink(Path link) throws IOException {
        return Files.readSymbolicLink(link);
    }

    @Override
    public final Path realPath(Path path) throws IOException {
        return path.toRealPath();
    }

    @Override
    public final List<Path> list(Path directory, String glob) throws IOException {
        List<Path> entries = new ArrayList<>();
        DirectoryStreams.use(() -> {
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, glob)) {
                matching.forEach(entries::add);
            }
        });
        return entries;
    }

    @Override
    public void requireMode(Path path, int mode) {
        if (!hasPermissions(path)) {
            throw new UnsupportedOperationException(
                    "%s: mode %04o can't be set, the file system has no POSIX permissions".formatted(path, mode));
        }
        PermissionBits.permissions(mode);
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public TemporaryFile create(Path path, Visibility visibility) throws IOException {
        return new PortableTemporary(path, FileChannel.open(path, NEW, attributes(path, visibility)));
    }

    static FileAttribute<?>[] attributes(Path path, Visibility visibility) {
        return visibility == Visibility.OWNER && hasPermissions(path) ? OWNER_ONLY : AS_THE_UMASK_SAYS;
    }

    @Override
    public void force(Path file) throws IOException {
        PlatformThreads.runInHelper(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        });
    }

    @Override
    public @Nullable Closeable hold(Path file) {
        return null;
    }

    @Override
    public OpenDirectory openDirectory(Path directory) throws IOException {
        return new UnforceableDirectory(this);
    }

    @Override
    public void replace(Path temporary, Path target) throws IOException {
        // Never without ATOMIC_MOVE: then a provider may copy where it can't rename.
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void moveAside(Path file, Path free) throws IOException {
        Files.move(file, free);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public boolean deleteIfAbandoned(Path temporary, Path guard) throws IOException {
        return false;
    }

    @Override
    public boolean hasLinksAndLocks() {
        return false;
    }

    @Override
    public void createDirectory(Path directory, Visibility visibility) throws IOException {
        throw unsupported(directory);
    }

    @Override
    public void setDirectoryMode(Path directory, int mode) throws IOException {
        throw unsupported(directory);
    }

    @Override
    public void createLockFile(Path file) throws IOException {
        throw unsupported(file);
    }

    @Override
    public void createLink(Path link, Path text) throws IOException {
        throw unsupported(link);
    }

    @Override
    public void visit(Path directory, EntryVisitor visitor) throws IOException {
        throw unsupported(directory);
    }

    @Override
    public void removeTree(Path directory) throws IOException {
        throw unsupported(directory);
    }

    @Override
    public @Nullable Closeable tryLockShared(Path file) throws IOException {
        throw unsupported(file);
    }

    @Override
    public @Nullable Closeable tryLock(Path file) throws IOException {
        throw unsupported(file);
    }

    /** Windows has no links without a special right; other providers have no locks. */
    private static UnsupportedOperationException unsupported(Path path) {
        return new UnsupportedOperationException(path + ": this storage has no links, modes and locks");
    }

    private record UnforceableDirectory(Names paths) implements DirectoryByPath {
        @Override
        public void force() {}

        @Override
        public void close() {}
    }
}
