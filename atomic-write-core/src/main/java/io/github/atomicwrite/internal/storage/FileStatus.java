package io.github.atomicwrite.internal.storage;

import org.jspecify.annotations.Nullable;

/**
 * What a path leads to.
 *
 * @param kind the kind of file
 * @param access owner, group and mode; {@code null} where the store has no POSIX permissions
 * @param key the identity of the file, whatever its name (device and inode); {@code null} where the store has none.
 *     Once a file has been removed, a new file may be given its key
 * @param changed when the content or any attribute last changed, in nanoseconds since 1970: {@code st_ctime}, which no
 *     program can set; 0 where the store has no such time
 */
public record FileStatus(
        Kind kind, @Nullable Access access, @Nullable Object key, long changed) {
    private static final int TYPE_BITS = 0170000;
    private static final int MODE_BITS = 07777;

    /**
     * Returns the status of a file on a POSIX system.
     *
     * @param mode the type and the mode bits, as in {@code st_mode} (inode(7))
     */
    static FileStatus ofPosix(int mode, int owner, int group, @Nullable Object key, long changed) {
        Kind kind =
                switch (mode & TYPE_BITS) {
                    case 0100000 -> Kind.REGULAR;
                    case 0040000 -> Kind.DIRECTORY;
                    case 0120000 -> Kind.LINK;
                    default -> Kind.OTHER;
                };
        return new FileStatus(kind, new Access(mode & MODE_BITS, owner, group), key, changed);
    }

    /** The kinds of files that matter here. */
    public enum Kind {
        REGULAR,
        DIRECTORY,
        LINK,
        OTHER
    }

    /**
     * Who may do what with a file.
     *
     * @param mode the twelve mode bits of {@code chmod(2)}
     * @param owner the numeric user ID, or {@link #UNKNOWN} where the store has no such number
     * @param group the numeric group ID, or {@link #UNKNOWN}
     */
    public record Access(int mode, int owner, int group) {
        /** The value that {@code chown(2)} takes for "leave it". */
        public static final int UNKNOWN = -1;
    }
}
