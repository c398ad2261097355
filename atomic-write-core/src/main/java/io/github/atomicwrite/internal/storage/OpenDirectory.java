package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;

/** An open directory. */
public interface OpenDirectory extends Closeable {
    /** Forces the directory's entries to the storage device. */
    void force() throws IOException;
}
