package io.github.atomicwrite.internal.storage;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The off-heap memory that one operation needs for its system calls. It is reused, because each allocation would clear
 * it and register it with the garbage collector. It belongs to no thread, so it stays when a thread ends. It is freed
 * with this class.
 */
final class CallMemory implements AutoCloseable {
    /** What is written in one call. Large enough for the longest extended attribute, too. */
    static final int BUFFER = 64 * 1024;

    /** How much of an extended attribute, or of the list of their names, fits without more memory. */
    static final int SMALL = 1024;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));

    /** PATH_MAX, with the byte that ends the name. */
    private static final int PATH = 4096;

    /** Is always zero. */
    private static final long NOTHING_AT = 32;

    private static final long LOCK_AT = 64;
    private static final long ACCESS_LIST_NAME_AT = 128;
    private static final long STATUS_AT = 192;
    private static final long STATUS = 256;
    private static final long NAMES_AT = 512;
    private static final long VALUE_AT = NAMES_AT + SMALL;
    private static final long OTHER_VALUE_AT = VALUE_AT + SMALL;
    private static final long PATH_AT = OTHER_VALUE_AT + SMALL;
    private static final long OTHER_PATH_AT = PATH_AT + PATH;
    private static final long SIZE = OTHER_PATH_AT + PATH;

    /** A multiple of two, so that threads usually find what they gave back. */
    private static final int MAX_FREE = 64;

    private static final int ATTEMPTS = 4;

    private static final AtomicReferenceArray<@Nullable CallMemory> FREE = new AtomicReferenceArray<>(MAX_FREE);

    final MemorySegment state;
    private final MemorySegment memory;
    private final MemorySegment status;
    private final MemorySegment names;
    private final long address;
    private @Nullable MemorySegment buffer;

    private CallMemory() {
        memory = Arena.ofAuto().allocate(SIZE, STATE.byteAlignment());
        state = memory.asSlice(0, STATE);
        memory.setString(ACCESS_LIST_NAME_AT, AccessList.ATTRIBUTE);
        status = memory.asSlice(STATUS_AT, STATUS);
        names = memory.asSlice(NAMES_AT, SMALL);
        address = memory.address();
    }

    static CallMemory take() {
        int first = (int) Thread.currentThread().threadId();
        for (int i = 0; i < ATTEMPTS; i++) {
            CallMemory free = FREE.getAndSet((first + i) & (MAX_FREE - 1), null);
            if (free != null) {
                return free;
            }
        }
        return new CallMemory();
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        int first = (int) Thread.currentThread().threadId();
        for (int i = 0; i < ATTEMPTS; i++) {
            if (FREE.compareAndSet((first + i) & (MAX_FREE - 1), null, this)) {
                return;
            }
        }
    }

    /** Returns the error number that the last failed call has left. */
    int errno() {
        return state.get(ValueLayout.JAVA_INT, ERRNO);
    }

    /** Returns the address of a path, which stays there until the next one is. */
    long path(Path path) throws FileSystemException {
        PathBytes.write(path, memory, PATH_AT, PATH);
        return address + PATH_AT;
    }

    /** Returns the address of a second path. */
    long otherPath(Path path) throws FileSystemException {
        PathBytes.write(path, memory, OTHER_PATH_AT, PATH);
        return address + OTHER_PATH_AT;
    }

    /** Returns the address of the last component of a path, which stays there until the next path is. */
    long name(Path path) throws FileSystemException {
        return path(path) + PathBytes.bytesBeforeName(memory, PATH_AT);
    }

    /** Returns the address of the last component of a second path. */
    long otherName(Path path) throws FileSystemException {
        return otherPath(path) + PathBytes.bytesBeforeName(memory, OTHER_PATH_AT);
    }

    /** Returns the address of an empty C string. */
    long noText() {
        return address + NOTHING_AT;
    }

    /** Returns the address of {@link AccessList#ATTRIBUTE}, which nearly every write needs. */
    long accessListName() {
        return address + ACCESS_LIST_NAME_AT;
    }

    /** Returns the {@code struct flock} of a lock of this type on the whole file, whatever its size. */
    long lock(short type) {
        memory.set(ValueLayout.JAVA_SHORT, LOCK_AT, type); // what follows is never anything but zero
        return address + LOCK_AT;
    }

    /** Returns where {@code statx(2)} leaves its result. */
    MemorySegment status() {
        return status;
    }

    long statusAddress() {
        return address + STATUS_AT;
    }

    MemorySegment names() {
        return names;
    }

    MemorySegment value() {
        return memory.asSlice(VALUE_AT, SMALL);
    }

    MemorySegment otherValue() {
        return memory.asSlice(OTHER_VALUE_AT, SMALL);
    }

    /** Returns {@value #BUFFER} bytes. */
    MemorySegment buffer() {
        if (buffer == null) {
            buffer = Arena.ofAuto().allocate(BUFFER);
        }
        return buffer;
    }
}
