package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file descriptor. Once it is closed, its number is never used again, whichever threads use it at once: by then, the
 * kernel may have given the number to another file.
 */
final class Descriptor implements Closeable {
    /** Set once it is closed, or is to be closed by the last of its users. */
    private static final int CLOSED = Integer.MIN_VALUE;

    private static final VarHandle USERS;

    static {
        try {
            USERS = MethodHandles.lookup().findVarHandle(Descriptor.class, "users", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    private final Path path;
    private final int number;

    /** How many operations use the number at the moment. */
    private volatile int users;

    Descriptor(Path path, int number) {
        this.path = path;
        this.number = number;
    }

    /** Opens a file. Programs that this process starts never inherit the descriptor. */
    static Descriptor open(CallMemory memory, Path path, int flags, int mode) throws IOException {
        int number = openNumber(memory, path, flags, mode);
        Errno.check(number, path);
        return new Descriptor(path, number);
    }

    /** Returns the number of a new descriptor, or the negated error number. */
    static int openNumber(CallMemory memory, Path path, int flags, int mode) throws IOException {
        return openNumber(memory, LibC.AT_FDCWD, memory.path(path), flags, mode);
    }

    private static int openNumber(CallMemory memory, int directory, long address, int flags, int mode) {
        int number;
        do {
            number = LibC.openat(memory, directory, address, flags | LibC.O_CLOEXEC, mode);
        } while (number == -Errno.EINTR);
        return number;
    }

    /**
     * Opens a descriptor that only stands for a file. It needs no right to the file, and waits for nothing if that is a
     * FIFO.
     *
     * @param directory where the name at the address starts
     * @return {@code null} if there is no file
     */
    static @Nullable Descriptor hold(CallMemory memory, int directory, long address, Path file) throws IOException {
        int number = openNumber(memory, directory, address, LibC.O_PATH | LibC.O_NOFOLLOW, 0);
        if (number == -Errno.ENOENT) {
            return null;
        }
        Errno.check(number, file);
        return new Descriptor(file, number);
    }

    Path path() {
        return path;
    }

    /** Returns the number, which stays open until {@link #release}. */
    int use() throws ClosedChannelException {
        int others;
        do {
            others = users;
            if (others < 0) {
                throw new ClosedChannelException();
            }
        } while (!USERS.compareAndSet(this, others, others + 1));
        return number;
    }

    void release() throws IOException {
        int before = (int) USERS.getAndAdd(this, -1);
        if (before == CLOSED + 1) {
            closeNow();
        }
    }

    /**
     * Forces content and metadata, of a directory its entries. Never repeated, not even after EINTR: Linux reports a
     * write-back error once.
     */
    void force() throws IOException {
        int file = use();
        try (CallMemory memory = CallMemory.take()) {
            Errno.check(LibC.fsync(memory, file), path);
        } finally {
            release();
        }
    }

    @Override
    public void close() throws IOException {
        int others = (int) USERS.getAndBitwiseOr(this, CLOSED);
        if (others == 0) {
            closeNow();
        }
    }

    /** Whatever the call returns, Linux has closed the descriptor. An error is one of earlier writes; EINTR is none. */
    private void closeNow() throws IOException {
        try (CallMemory memory = CallMemory.take()) {
            int result = LibC.close(memory, number);
            if (result != -Errno.EINTR) {
                Errno.check(result, path);
            }
        }
    }
}
