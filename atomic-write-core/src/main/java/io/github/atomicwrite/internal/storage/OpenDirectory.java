package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;

/**
 * An open directory and the names in it, which are given as whole paths. Where the system calls are made directly, only
 * the last component is looked up, in the very directory that is forced, wherever the path leads by now.
 */
public interface OpenDirectory extends Names, Closeable {
    /** Forces the directory's entries to the storage device. */
    void force() throws IOException;
}
