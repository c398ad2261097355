package io.github.atomicwrite;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The new content is in place, whole, but is not known to survive power loss.
 *
 * <p>It is thrown when something fails after the atomic move: the force of the directory, the look at the target after
 * it, the closing of the new file, the replaced one or the directory, or a move that was done although it reported an
 * error. Every reader sees the new content by then. Repeating the whole write is safe and may help. Repeating only the
 * force would not help: Linux reports a write-back error once, and the next {@code fsync(2)} reports success (<a
 * href="https://www.usenix.org/conference/atc20/presentation/rebello">Rebello and others, ATC '20</a>). The
 * {@linkplain #getCause() cause} is the error itself.
 */
public final class UnconfirmedWriteException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    UnconfirmedWriteException(Path target, Throwable cause) {
        super(
                target.toString(),
                null,
                "the new content is in place, but whether it survives power loss is not known (" + cause + ")");
        initCause(cause);
    }
}
