package io.github.atomicwrite;

import org.jspecify.annotations.Nullable;

/**
 * What a look at a path finds.
 *
 * @param kind what kind of file it is
 * @param access who may do what with it; {@code null} where the store knows no POSIX permissions
 * @param key which file it is, whatever its name; {@code null} where the store can't tell
 */
record FileStatus(
        Kind kind, @Nullable Access access, @Nullable Object key) {
    enum Kind {
        REGULAR,
        DIRECTORY,
        LINK,
        OTHER
    }

    /**
     * @param mode the mode bits
     * @param owner the numeric user ID, or {@link #UNKNOWN} where the store has no such number
     * @param group the numeric group ID, or {@link #UNKNOWN}
     */
    record Access(FileMode mode, int owner, int group) {
        /** The value that {@code chown(2)} takes for "leave it". */
        static final int UNKNOWN = -1;
    }
}
