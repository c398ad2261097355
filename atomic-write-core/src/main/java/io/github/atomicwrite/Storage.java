package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one door to a file system: its verbs, and nothing about why or in which order they are used. Tests put a disk
 * that fails or crashes behind it.
 *
 * <p>Every verb finishes even if its thread is interrupted before or during it, and keeps the interrupt status.
 */
interface Storage {
    /** Looks at a path itself, be it a link. */
    FileStatus lookUp(Path path) throws IOException;

    /** Looks at what the path leads to when every link is followed. */
    FileStatus lookUpFollowingLinks(Path path) throws IOException;

    /** Makes sure that a look at a path is answered, if only by saying that nothing is there. */
    void probe(Path path) throws IOException;

    /** Returns the text of a symbolic link as a path, unresolved. */
    Path readLink(Path link) throws IOException;

    /**
     * Makes sure that {@link #setMode} can set this mode there.
     *
     * @throws UnsupportedOperationException if it can't
     */
    void requireSupport(Path path, FileMode mode);

    /** Creates a file that did not exist, and opens it for writing. A link of that name is not followed. */
    Temporary create(Path path, Visibility visibility) throws IOException;

    /** Returns the one path that a directory has beneath all its spellings. */
    Path realPath(Path directory) throws IOException;

    /** Copies the extended attributes of the user's namespace as far as the process may. */
    void copyUserAttributes(Path from, Path to);

    /** Gives the file to this group where the process may, and tells whether it could. */
    boolean setGroup(Path path, int group);

    /** Gives the file to this owner where the process may, and tells whether it could. */
    boolean setOwner(Path path, int owner);

    /** Sets exactly these mode bits; the umask does not apply. */
    void setMode(Path path, FileMode mode) throws IOException;

    /** Moves the file over the target in one atomic step, or not at all. */
    void replace(Path temporary, Path target) throws IOException;

    /** Opens a directory, so that it can be forced later. */
    Directory openDirectory(Path directory) throws IOException;

    /** Removes a file if it is there, and tells whether it was. */
    boolean delete(Path path) throws IOException;

    /** Lists the entries of a directory whose names match a {@linkplain java.nio.file.FileSystem#getPathMatcher glob}. */
    List<Path> list(Path directory, String glob) throws IOException;

    /**
     * Removes a temporary whose writer is proved dead, and tells whether it did. Never to be asked of a temporary of
     * this process: looking at the lock would drop it.
     *
     * @param guard the temporary whose lock proves the writer alive; if it is gone, the writer is dead
     */
    boolean deleteIfAbandoned(Path temporary, Path guard) throws IOException;

    /** Who may see a new file before its mode is set. */
    enum Visibility {
        /** {@code 0600}, less what the umask takes: nobody but its owner. */
        OWNER,
        /** {@code 0666}, less what the umask takes: as any file that a program creates. */
        UMASK
    }

    /** A file that is being written. */
    interface Temporary extends Closeable {
        /**
         * Takes the lock that proves this writer alive for as long as this handle is open.
         *
         * @return what the file is now; null if someone who believes its writer dead has removed it, or is about to
         */
        @Nullable
        FileStatus claim() throws IOException;

        /** Looks at what the file is now, without taking the lock: someone else's proves its writer alive. */
        FileStatus look() throws IOException;

        /** Announces {@link #startWriteBack()}, which has no effect otherwise. To be called before anything is written. */
        void expectWriteBack() throws IOException;

        /** Writes all these bytes behind those written before, in bounded memory. */
        void write(byte[] bytes, int offset, int length) throws IOException;

        /**
         * Lets the file system begin to write the content to the device, and waits for nothing. No promise depends on it,
         * but a force that finds the work done is a short one. Not for a file that is locked: the lock would be lost.
         */
        void startWriteBack();

        /** Forces content and metadata to the storage device. */
        void force() throws IOException;

        /** Makes the file ready to be moved: closes it, unless that it stays open is what proves the writer alive. */
        void finish() throws IOException;
    }

    /** An open directory. */
    interface Directory extends Closeable {
        /**
         * Keeps a file that is about to be replaced there as it is on the device, until {@link #force} has returned or
         * this is closed: else the file system may give its blocks to others at once, and a crash may bring the name
         * back. As far as the process may open the file.
         */
        void hold(Path replaced);

        /** Forces the directory's entries to the storage device, and lets go of what was held for it. */
        void force() throws IOException;
    }
}
