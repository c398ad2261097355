package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Copies the extended attributes of a file that is about to be replaced, each for itself: one that can't be read or set
 * doesn't cost the others. The file is never opened, so nothing but its attributes needs to be accessible.
 */
final class NativeAttributes {
    private static final String LABEL = "security.selinux";
    private static final String OF_THE_USER = "user.";

    private static final MemorySegment NOTHING = MemorySegment.NULL;

    private final CallMemory memory;
    private final Path from;
    private final long source;
    private final int file;
    private @Nullable AccessList list;

    private NativeAttributes(CallMemory memory, Path from, int file) throws IOException {
        this.memory = memory;
        this.from = from;
        this.source = memory.path(from);
        this.file = file;
    }

    /**
     * Copies the user's attributes and the SELinux label to an open file, and removes the access control list that the
     * file may have inherited from its directory.
     *
     * @return the access control list, for the caller to set; {@code null} if there is none
     */
    static @Nullable AccessList copy(CallMemory memory, Path from, int file) throws IOException {
        NativeAttributes attributes = new NativeAttributes(memory, from, file);
        attributes.copyAll();
        if (attributes.list == null) {
            attributes.removeInheritedList();
        }
        return attributes.list;
    }

    /** Gives a file an access control list, and returns whether it could. */
    static boolean set(CallMemory memory, int file, byte[] list, Path path) {
        MemorySegment value = memory.buffer().asSlice(0, list.length).copyFrom(MemorySegment.ofArray(list));
        return isDone(LibC.fsetxattr(memory, file, memory.accessListName(), value), AccessList.ATTRIBUTE, path);
    }

    private static boolean isDone(int result, String name, Path path) {
        if (result < 0) {
            StorageLog.debug("The attribute " + name + " of " + path + " could not be kept: " + Errno.text(-result));
        }
        return result >= 0;
    }

    private void copyAll() {
        int size = LibC.llistxattr(memory, source, memory.names());
        if (size == -Errno.ERANGE) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment names = arena.allocate(CallMemory.BUFFER);
                copyListed(names, LibC.llistxattr(memory, source, names));
            }
        } else {
            copyListed(memory.names(), size);
        }
    }

    private void copyListed(MemorySegment names, int size) {
        if (size < 0) {
            if (size != -Errno.EOPNOTSUPP && size != -Errno.ENOSYS) {
                list = AccessList.UNREADABLE;
                isDone(size, "(all)", from);
            }
            return;
        }
        for (long at = 0; at < size; ) {
            String name = names.getString(at, StandardCharsets.ISO_8859_1);
            copy(name, names.address() + at);
            at += name.length() + 1L;
        }
    }

    private void copy(String name, long nameAt) {
        if (name.equals(AccessList.ATTRIBUTE)) {
            MemorySegment value = value(name, nameAt);
            list = value == null ? AccessList.UNREADABLE : AccessList.of(value);
        } else if (name.startsWith(OF_THE_USER) || name.equals(LABEL)) {
            MemorySegment value = value(name, nameAt);
            if (value != null && !(name.equals(LABEL) && hasAlready(value, nameAt))) {
                isDone(LibC.fsetxattr(memory, file, nameAt, value), name, from);
            }
        }
    }

    /** Returns the value of an attribute of the replaced file; {@code null} if it can't be read. */
    private @Nullable MemorySegment value(String name, long nameAt) {
        MemorySegment space = memory.value();
        int size = LibC.lgetxattr(memory, source, nameAt, space);
        if (size == -Errno.ERANGE) {
            space = memory.buffer();
            size = LibC.lgetxattr(memory, source, nameAt, space);
        }
        return isDone(size, name, from) ? space.asSlice(0, size) : null;
    }

    /** Setting the label that a file has already is a relabelling to SELinux, and may be forbidden. */
    private boolean hasAlready(MemorySegment value, long nameAt) {
        MemorySegment space = memory.otherValue();
        int size = LibC.fgetxattr(memory, file, nameAt, space);
        return size >= 0 && space.asSlice(0, size).mismatch(value) < 0;
    }

    /** The mode of the replaced file would become its mask, and so give its rights to others than before. */
    private void removeInheritedList() {
        long name = memory.accessListName();
        if (LibC.fgetxattr(memory, file, name, NOTHING) > 0
                && !isDone(LibC.fremovexattr(memory, file, name), AccessList.ATTRIBUTE, from)) {
            list = AccessList.UNREADABLE;
        }
    }
}
