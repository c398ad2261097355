package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a file system. All of the library's file operations go through this interface, so that tests can
 * replace it by a disk that fails or crashes. Only {@link Directories}, {@link DirectoryLock} and {@link FileFacts},
 * which serve the starter, do some of their work themselves.
 *
 * <p>Every operation finishes even if its thread is interrupted before or during it, and keeps the interrupt status.
 */
public interface Storage extends Names {
    /** Returns the status of the file that the path leads to when every link is followed. */
    FileStatus statusFollowingLinks(Path path) throws IOException;

    /**
     * Returns what changes when a file is replaced or written: its identity, size and time of modification. Follows
     * links.
     */
    Object version(Path path) throws IOException;

    /** Returns all bytes of a file. Follows links. */
    byte[] read(Path path) throws IOException;

    /** Returns the text of a symbolic link as a path, unresolved. */
    Path readLink(Path link) throws IOException;

    /** Returns the one path that a file has, without links. */
    Path realPath(Path path) throws IOException;

    /**
     * Lists the entries of a directory whose names match a {@linkplain java.nio.file.FileSystem#getPathMatcher glob}.
     */
    List<Path> list(Path directory, String glob) throws IOException;

    /**
     * Checks that a file at this path can be given these mode bits.
     *
     * @throws UnsupportedOperationException if it can't
     */
    void requireMode(Path path, int mode);

    /** Creates a file that did not exist, and opens it for writing. Never follows a link of that name. */
    TemporaryFile create(Path path, Visibility visibility) throws IOException;

    /** Forces content and metadata of an existing file to the storage device. */
    void force(Path file) throws IOException;

    /** Opens a directory, so that it can be forced later. */
    OpenDirectory openDirectory(Path directory) throws IOException;

    /** Moves a file to a name that is free, and never over an existing file. */
    void moveAside(Path file, Path free) throws IOException;

    /** Deletes a file or an empty directory if it exists, and returns whether it did. */
    boolean delete(Path path) throws IOException;

    /**
     * Deletes a temporary whose writer is proved dead, and returns whether it did. Must not be called for a temporary
     * of this process: reading the state of its lock would drop the lock.
     *
     * @param guard the temporary whose lock proves the writer alive; if it is gone, the writer is dead
     */
    boolean deleteIfAbandoned(Path temporary, Path guard) throws IOException;

    /** Returns whether this storage has the operations below: links, directories with a mode, and locks. */
    boolean hasLinksAndLocks();

    /** Creates a directory that did not exist: {@code 0700} or {@code 0777}, less what the umask takes. */
    void createDirectory(Path directory, Visibility visibility) throws IOException;

    /** Sets exactly these mode bits of a directory that the process may read, and never follows a link of that name. */
    void setDirectoryMode(Path directory, int mode) throws IOException;

    /** Creates an empty file that did not exist, for locks. Its mode is {@code 0666}, less what the umask takes. */
    void createLockFile(Path file) throws IOException;

    /**
     * Creates a symbolic link.
     *
     * @throws UnsupportedOperationException if the file system has files, but no links
     */
    void createLink(Path link, Path text) throws IOException;

    /** Passes each entry of a directory to a visitor, without its descendants and in bounded memory. */
    void visit(Path directory, EntryVisitor visitor) throws IOException;

    /** Removes a directory, if it exists, with all that is in it. Follows no link. */
    void removeTree(Path directory) throws IOException;

    /**
     * Locks a file together with others, in this process and in other ones. Needs only the right to read.
     *
     * @return the lock, to be closed; {@code null} if a {@link #tryLock} has the file
     * @throws java.nio.file.NoSuchFileException if the file is gone
     */
    @Nullable
    Closeable tryLockShared(Path file) throws IOException;

    /**
     * Locks a file alone. Needs the right to write to it.
     *
     * @return the lock, to be closed; {@code null} if another thread or process has locked the file in either way
     * @throws java.nio.file.NoSuchFileException if the file is gone
     */
    @Nullable
    Closeable tryLock(Path file) throws IOException;

    /** Is given the entries of a directory. */
    @FunctionalInterface
    interface EntryVisitor {
        /** Is called once for each entry. */
        void visit(Entry entry) throws IOException;
    }

    /**
     * An entry of a directory.
     *
     * @param path the directory's path and the entry's name
     * @param kind the kind of file; a link is not followed
     * @param size its size in bytes
     */
    record Entry(Path path, FileStatus.Kind kind, long size) {}

    /** Who may see a new file before its mode is set. */
    enum Visibility {
        /** {@code 0600}, less what the umask takes: only its owner. */
        OWNER,
        /** {@code 0666}, less what the umask takes: as for any file that a program creates. */
        UMASK
    }
}
