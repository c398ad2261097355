package io.github.atomicwrite.state;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A state file is whole, but holds no state of the type that it is read as: it has another shape, because the type has
 * changed, or the file belongs to something else. Or a state was to be written that could not be read back.
 *
 * <p>The file is as it was. A {@link CorruptionHandler} never gets this exception, so such a file is never moved aside;
 * and an update never overwrites it. {@link StateFile#write} replaces it, as it replaces any file.
 */
public final class IncompatibleStateException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception in a {@link StateFormat}, which doesn't know the file: the state file adds its path.
     *
     * @param reason what is not as the type has it, and where
     * @param cause the parser's error, or {@code null}
     */
    public IncompatibleStateException(String reason, @Nullable Throwable cause) {
        super(null, null, reason);
        initCause(cause);
    }

    /**
     * Creates an exception.
     *
     * @param file the state file
     * @param reason what is not as the type has it, and where
     * @param cause the parser's error, or {@code null}
     */
    public IncompatibleStateException(Path file, String reason, @Nullable Throwable cause) {
        super(file.toString(), null, reason);
        initCause(cause);
    }

    IncompatibleStateException in(Path path) {
        return getFile() != null ? this : new IncompatibleStateException(path, getReason(), getCause());
    }
}
