package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An open directory. */
public interface OpenDirectory extends Closeable {
    /**
     * Keeps the blocks of a file that is about to be replaced, until {@link #force} has returned or this is closed.
     * Else the file system may give the blocks to other files at once, although a crash may bring the old name back.
     * Best effort: the process must be able to open the file.
     */
    void hold(Path replaced);

    /** Forces the directory's entries to the storage device, and releases the held files. */
    void force() throws IOException;
}
