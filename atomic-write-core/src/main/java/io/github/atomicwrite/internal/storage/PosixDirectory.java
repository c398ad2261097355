package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;

/**
 * An open directory whose entries can be forced: {@code fsync(2)} works on a descriptor for reading.
 *
 * @param channel the descriptor
 * @param paths looks up the names
 */
record PosixDirectory(AsynchronousFileChannel channel, Names paths) implements DirectoryByPath {
    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
