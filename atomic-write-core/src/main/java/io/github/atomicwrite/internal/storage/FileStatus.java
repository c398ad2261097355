package io.github.atomicwrite.internal.storage;

import org.jspecify.annotations.Nullable;

/**
 * What a path leads to.
 *
 * @param kind the kind of file
 * @param access owner, group and mode; {@code null} where the store has no POSIX permissions
 * @param key the identity of the file, whatever its name (device and inode); {@code null} where the store has none
 */
public record FileStatus(
        Kind kind, @Nullable Access access, @Nullable Object key) {
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
