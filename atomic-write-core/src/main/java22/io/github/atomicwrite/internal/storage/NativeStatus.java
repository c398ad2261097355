package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the status of files with {@code statx(2)}, whose structure is the same on every architecture. */
final class NativeStatus {
    private static final long LINKS_AT = 16;
    private static final long OWNER_AT = 20;
    private static final long GROUP_AT = 24;
    private static final long MODE_AT = 28;
    private static final long INODE_AT = 32;
    private static final long SECONDS_OF_CHANGE_AT = 96;
    private static final long NANOSECONDS_OF_CHANGE_AT = 104;
    private static final long DEVICE_AT = 136;

    private static final long NANOSECONDS_OF_A_SECOND = 1_000_000_000;

    private NativeStatus() {}

    /** Returns the status of the file that a path leads to when every link is followed. */
    static FileStatus followingLinks(CallMemory memory, Path path) throws IOException {
        Errno.check(LibC.statx(memory, LibC.AT_FDCWD, memory.path(path), 0), path);
        return status(memory.status());
    }

    /** Returns the status of the name at an address, which starts in a directory. */
    static FileStatus of(CallMemory memory, int directory, long address, Path path) throws IOException {
        Errno.check(look(memory, directory, address), path);
        return status(memory.status());
    }

    static Key keyOf(CallMemory memory, int directory, long address, Path path) throws IOException {
        Errno.check(look(memory, directory, address), path);
        return key(memory.status());
    }

    static boolean exists(CallMemory memory, int directory, long address, Path path) throws IOException {
        int result = look(memory, directory, address);
        if (result == -Errno.ENOENT) {
            return false;
        }
        Errno.check(result, path);
        return true;
    }

    private static int look(CallMemory memory, int directory, long address) {
        return LibC.statx(memory, directory, address, LibC.AT_SYMLINK_NOFOLLOW);
    }

    static FileStatus of(CallMemory memory, int file, Path path) throws IOException {
        Errno.check(LibC.statx(memory, file, memory.noText(), LibC.AT_EMPTY_PATH), path);
        return status(memory.status());
    }

    /** Returns the status of an open file; {@code null} if it has no name any more. */
    static @Nullable FileStatus ofNamed(CallMemory memory, int file, Path path) throws IOException {
        FileStatus status = of(memory, file, path);
        return memory.status().get(ValueLayout.JAVA_INT, LINKS_AT) == 0 ? null : status;
    }

    private static FileStatus status(MemorySegment found) {
        return FileStatus.ofPosix(
                found.get(ValueLayout.JAVA_SHORT, MODE_AT),
                found.get(ValueLayout.JAVA_INT, OWNER_AT),
                found.get(ValueLayout.JAVA_INT, GROUP_AT),
                key(found),
                changed(found));
    }

    private static long changed(MemorySegment found) {
        return found.get(ValueLayout.JAVA_LONG, SECONDS_OF_CHANGE_AT) * NANOSECONDS_OF_A_SECOND
                + found.get(ValueLayout.JAVA_INT, NANOSECONDS_OF_CHANGE_AT);
    }

    private static Key key(MemorySegment found) {
        return new Key(found.get(ValueLayout.JAVA_LONG, DEVICE_AT), found.get(ValueLayout.JAVA_LONG, INODE_AT));
    }

    /** Device and inode. Compared by hand: what the compiler adds is linked when it is first used, which takes long. */
    record Key(long device, long inode) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.device == device && key.inode == inode;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(device * 31 + inode);
        }
    }
}
