package io.github.atomicwrite;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;

/** An open directory whose entries can be forced: {@code fsync(2)} works on any descriptor, one for reading too. */
record SystemDirectory(AsynchronousFileChannel channel) implements Storage.Directory {
    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
