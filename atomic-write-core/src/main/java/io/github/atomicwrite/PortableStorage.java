package io.github.atomicwrite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The door to any other provider of {@code java.nio.file}, and to Windows. It asks for nothing beyond what the provider says it
 * has, and passes on what the provider refuses.
 *
 * <p>Directories can't be forced here, and no lock proves a writer alive to another process, so nothing is ever swept.
 */
enum PortableStorage implements Storage {
    INSTANCE;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final Directory UNFORCEABLE = new Directory() {
        @Override
        public void hold(Path replaced) {
            // There is no force until which it would have to be held.
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    };

    @Override
    public FileStatus lookUp(Path path) throws IOException {
        return look(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileStatus lookUpFollowingLinks(Path path) throws IOException {
        return look(path);
    }

    private FileStatus look(Path path, LinkOption... options) throws IOException {
        if (!knowsPermissions(path)) {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, options);
            return new FileStatus(kind(found), null, found.fileKey());
        }
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, options);
        int unknown = FileStatus.Access.UNKNOWN;
        FileStatus.Access access = new FileStatus.Access(FileMode.of(found.permissions()), unknown, unknown);
        return new FileStatus(kind(found), access, found.fileKey());
    }

    private static FileStatus.Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return FileStatus.Kind.REGULAR;
        }
        if (found.isDirectory()) {
            return FileStatus.Kind.DIRECTORY;
        }
        return found.isSymbolicLink() ? FileStatus.Kind.LINK : FileStatus.Kind.OTHER;
    }

    @Override
    public void probe(Path path) throws IOException {
        try {
            // Not Files.exists: that takes every error for absence.
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException absent) {
            // An answer, too: someone has removed it since.
        }
    }

    @Override
    public Path readLink(Path link) throws IOException {
        return Files.readSymbolicLink(link);
    }

    @Override
    public void requireSupport(Path path, FileMode mode) {
        if (!knowsPermissions(path)) {
            throw new UnsupportedOperationException(
                    "%s: mode %s can't be set, the file system knows no POSIX permissions".formatted(path, mode));
        }
        mode.permissions();
    }

    private static boolean knowsPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public Temporary create(Path path, Visibility visibility) throws IOException {
        boolean closed = visibility == Visibility.OWNER && knowsPermissions(path);
        FileAttribute<?>[] attributes = closed ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
        return new PortableTemporary(FileChannel.open(path, NEW, attributes));
    }

    @Override
    public Path realPath(Path directory) throws IOException {
        return directory.toRealPath();
    }

    @Override
    public void copyUserAttributes(Path from, Path to) {
        // Few providers have them, and none promises what they mean.
    }

    @Override
    public boolean setGroup(Path path, int group) {
        return false;
    }

    @Override
    public boolean setOwner(Path path, int owner) {
        return false;
    }

    @Override
    public void setMode(Path path, FileMode mode) throws IOException {
        Files.getFileAttributeView(path, PosixFileAttributeView.class).setPermissions(mode.permissions());
    }

    @Override
    public void replace(Path temporary, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Directory openDirectory(Path directory) {
        return UNFORCEABLE;
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public List<Path> list(Path directory, String glob) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(directory, glob)) {
            matching.forEach(entries::add);
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        return entries;
    }

    @Override
    public boolean deleteIfAbandoned(Path temporary, Path guard) {
        return false;
    }
}
