package io.github.atomicwrite.internal.storage;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Thrown when another process holds the lock on a directory. */
public final class DirectoryInUseException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    private final long holder;

    DirectoryInUseException(Path directory, OptionalLong holder) {
        super(
                directory.toString(),
                null,
                "is in use by " + (holder.isPresent() ? "process " + holder.getAsLong() : "another process"));
        this.holder = holder.orElse(0);
    }

    /** Returns the ID of the process that holds the lock, as that process sees it; empty if it is not known. */
    public OptionalLong holder() {
        return holder == 0 ? OptionalLong.empty() : OptionalLong.of(holder);
    }
}
