package io.github.atomicwrite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A batch has replaced some of its targets and not the others, because a move failed midway.
 *
 * <p>Each target is wholly new or wholly old, and the temporaries of the old ones are gone. The {@linkplain #getCause()
 * cause} is the reason why the first of them could not be replaced.
 */
public final class PartialCommitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<Path> replaced;
    private final transient List<Path> unchanged;

    PartialCommitException(List<Path> replaced, List<Path> unchanged, Throwable cause) {
        super(
                "%d of %d files have been replaced, all before %s: %s"
                        .formatted(replaced.size(), replaced.size() + unchanged.size(), unchanged.get(0), cause),
                cause);
        this.replaced = List.copyOf(replaced);
        this.unchanged = List.copyOf(unchanged);
    }

    /**
     * Returns the targets that hold their new content.
     *
     * @return in the order in which they were replaced
     */
    public List<Path> replaced() {
        return replaced;
    }

    /**
     * Returns the targets that are exactly as they were.
     *
     * @return in the order in which they would have been replaced
     */
    public List<Path> unchanged() {
        return unchanged;
    }
}
