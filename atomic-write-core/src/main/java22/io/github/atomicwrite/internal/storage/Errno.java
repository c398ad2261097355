package io.github.atomicwrite.internal.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The error numbers of Linux, and the exceptions that the JDK has for them. */
final class Errno {
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EEXIST = 17;
    static final int EXDEV = 18;
    static final int ENOTDIR = 20;
    static final int EISDIR = 21;
    static final int EINVAL = 22;
    static final int ERANGE = 34;
    static final int ENOSYS = 38;
    static final int ENOTEMPTY = 39;
    static final int ELOOP = 40;
    static final int ENODATA = 61;
    static final int EOPNOTSUPP = 95;

    private static final int LONGEST_TEXT = 256;
    private static final Charset OF_THE_LOCALE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Errno() {}

    /** Throws the exception of a call that has returned a negated error number. */
    static void check(int result, Path path) throws FileSystemException {
        if (result < 0) {
            throw exception(-result, path, null);
        }
    }

    /** Throws the exception of a move that has returned a negated error number. */
    static void checkMove(int result, Path from, Path to) throws FileSystemException {
        if (result == -EXDEV) {
            throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), text(EXDEV));
        }
        if (result < 0) {
            throw exception(-result, from, to);
        }
    }

    private static FileSystemException exception(int errno, Path path, @Nullable Path other) {
        String file = path.toString();
        String second = other == null ? null : other.toString();
        return switch (errno) {
            case ENOENT -> new NoSuchFileException(file, second, null);
            case EACCES -> new AccessDeniedException(file, second, null);
            case EEXIST -> new FileAlreadyExistsException(file, second, null);
            case ENOTEMPTY -> new DirectoryNotEmptyException(file);
            case ELOOP -> new FileSystemLoopException(file);
            default -> new FileSystemException(file, second, text(errno));
        };
    }

    /** Returns the system's own text. */
    static String text(int errno) {
        try (CallMemory memory = CallMemory.take()) {
            MemorySegment text = LibC.strerror(memory, errno, LONGEST_TEXT);
            byte[] bytes = new byte[LONGEST_TEXT];
            int length = 0;
            while (length < LONGEST_TEXT) {
                byte next = text.get(ValueLayout.JAVA_BYTE, length);
                if (next == 0) {
                    break;
                }
                bytes[length++] = next;
            }
            return new String(Arrays.copyOf(bytes, length), OF_THE_LOCALE);
        }
    }
}
