package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
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
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The door to the operating system's own file systems, on Linux, macOS and other systems that speak POSIX.
 *
 * <p>The {@code unix} attribute view does what the {@code posix} one can't: it knows the set-id bits, and gives mode,
 * owner and group in one look.
 */
enum SystemStorage implements Storage {
    INSTANCE;

    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] AS_THE_UMASK_HAS_IT = {};
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final Set<StandardOpenOption> TO_FORCE = Set.of(StandardOpenOption.READ);
    private static final Set<OpenOption> TO_BE_OPEN = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private static final int TYPE_BITS = 0170000;
    private static final int MODE_BITS = 07777;

    /** Returns the door to the file system that the path belongs to. */
    static Storage of(Path path) {
        boolean speaksPosix = path.getFileSystem().equals(FileSystems.getDefault())
                && path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return speaksPosix ? INSTANCE : PortableStorage.INSTANCE;
    }

    @Override
    public FileStatus lookUp(Path path) throws IOException {
        return look(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileStatus lookUpFollowingLinks(Path path) throws IOException {
        return look(path);
    }

    private static FileStatus look(Path path, LinkOption... options) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid,gid,fileKey", options);
        int mode = number(found, "mode");
        FileStatus.Kind kind =
                switch (mode & TYPE_BITS) {
                    case 0100000 -> FileStatus.Kind.REGULAR;
                    case 0040000 -> FileStatus.Kind.DIRECTORY;
                    case 0120000 -> FileStatus.Kind.LINK;
                    default -> FileStatus.Kind.OTHER;
                };
        FileMode bits = FileMode.of(mode & MODE_BITS);
        FileStatus.Access access = new FileStatus.Access(bits, number(found, "uid"), number(found, "gid"));
        return new FileStatus(kind, access, found.get("fileKey"));
    }

    private static int number(Map<String, Object> found, String attribute) {
        return (int) Objects.requireNonNull(found.get(attribute), attribute);
    }

    @Override
    public void probe(Path path) throws IOException {
        PortableStorage.INSTANCE.probe(path);
    }

    @Override
    public Path readLink(Path link) throws IOException {
        return Files.readSymbolicLink(link);
    }

    @Override
    public void requireSupport(Path path, FileMode mode) {
        // POSIX knows all twelve bits.
    }

    @Override
    public Temporary create(Path path, Visibility visibility) throws IOException {
        FileAttribute<?>[] attributes =
                switch (visibility) {
                    case OWNER -> OWNER_ONLY;
                    case UMASK -> AS_THE_UMASK_HAS_IT;
                };
        return new SystemTemporary(path, AsynchronousFileChannel.open(path, NEW, CallerRuns.INSTANCE, attributes));
    }

    @Override
    public Path realPath(Path directory) throws IOException {
        return directory.toRealPath();
    }

    /** Best effort, as {@code cp -p} does it: a store may know no such attributes, and the process may not read them. */
    @Override
    public void copyUserAttributes(Path from, Path to) {
        try {
            UserDefinedFileAttributeView source = view(from);
            if (source == null) {
                return;
            }
            for (String name : source.list()) {
                ByteBuffer value = ByteBuffer.allocate(source.size(name));
                source.read(name, value);
                view(to).write(name, value.flip());
            }
        } catch (Exception notCarriedOver) {
            // Not only IOException: JDK 17 lets its own UnixException through when close(2) fails, a checked one.
            log("The extended attributes of " + from + " could not all be kept", notCarriedOver);
        }
    }

    private static UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public boolean setGroup(Path path, int group) {
        return change(path, "unix:gid", group);
    }

    @Override
    public boolean setOwner(Path path, int owner) {
        return change(path, "unix:uid", owner);
    }

    /**
     * Which error says that the process may not do this differs between systems, stores and user namespaces (EPERM,
     * EINVAL for an ID that isn't mapped, EDQUOT), and the JDK passes on only its text, translated. So each means that
     * it could not be done: no content depends on it.
     */
    private static boolean change(Path path, String attribute, int id) {
        try {
            // Not NOFOLLOW_LINKS: the JDK would open the file for it, and the close would drop our lock.
            Files.setAttribute(path, attribute, id);
            return true;
        } catch (IOException refused) {
            log("The owner or group of a replaced file could not be kept", refused);
            return false;
        }
    }

    @Override
    public void setMode(Path path, FileMode mode) throws IOException {
        // Not NOFOLLOW_LINKS, see above; and the path is a file of ours, with a name that nobody could guess.
        Files.setAttribute(path, "unix:mode", mode.bits());
    }

    @Override
    public void replace(Path temporary, Path target) throws IOException {
        try {
            // rename(2). Never without ATOMIC_MOVE: then the JDK would copy where it can't rename.
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException refused) {
            if (MountPoints.contain(target)) {
                throw MountPoints.refusal(target, refused);
            }
            throw refused;
        }
    }

    @Override
    public Directory openDirectory(Path directory) throws IOException {
        try {
            return new SystemDirectory(AsynchronousFileChannel.open(directory, TO_FORCE, CallerRuns.INSTANCE));
        } catch (AccessDeniedException denied) {
            AccessDeniedException explained = new AccessDeniedException(
                    directory.toString(),
                    null,
                    "the directory must be readable to make its entries durable; Durability.CONTENT does without");
            explained.initCause(denied);
            throw explained;
        }
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public List<Path> list(Path directory, String glob) throws IOException {
        return PortableStorage.INSTANCE.list(directory, glob);
    }

    @Override
    public boolean deleteIfAbandoned(Path temporary, Path guard) throws IOException {
        if (lookUpIfThere(temporary) != FileStatus.Kind.REGULAR) {
            return false;
        }
        FileStatus.Kind proof = lookUpIfThere(guard);
        if (proof != FileStatus.Kind.REGULAR) {
            // Opening anything else could block (a FIFO) or do something (a device).
            return proof == null && delete(temporary);
        }
        return SystemLock.deleteUnlessAlive(guard, temporary, this);
    }

    private FileStatus.@Nullable Kind lookUpIfThere(Path path) throws IOException {
        try {
            return lookUp(path).kind();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /**
     * Opens a file, for the sake of its being open. To open anything else could block (a FIFO) or do something (a device).
     */
    static Closeable openFile(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "is not a regular file");
        }
        return AsynchronousFileChannel.open(path, TO_BE_OPEN, CallerRuns.INSTANCE);
    }

    static void log(String message, Exception cause) {
        System.getLogger(AtomicFileWriter.class.getName()).log(Level.DEBUG, message, cause);
    }
}
