package io.github.atomicwrite.state;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A state file could be read, but doesn't hold a state: it is empty, cut, damaged, followed by more bytes, or in
 * another format.
 *
 * <p>The file is as it was. {@link CorruptionHandler#quarantine()} moves such a file aside, and the program starts
 * anew.
 */
public final class CorruptStateException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param file the damaged file
     * @param reason what is wrong with it
     * @param cause the parser's error; {@code null} if no parser was asked, or it had nothing to say
     */
    public CorruptStateException(Path file, String reason, @Nullable Throwable cause) {
        super(file.toString(), null, reason);
        initCause(cause);
    }
}
