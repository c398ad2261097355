package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;

/** An open directory whose entries can be forced: {@code fsync(2)} works on a descriptor for reading. */
final class PosixDirectory implements OpenDirectory {
    private final AsynchronousFileChannel channel;
    private final HeldFiles held = new HeldFiles();

    PosixDirectory(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file: an open file keeps its blocks, even without a name (unlink(2)). */
    @Override
    public void hold(Path replaced) {
        try {
            held.add(PosixFiles.hold(replaced));
        } catch (Exception notHeld) {
            // Not only IOException: JDK 17 may throw its own UnixException, which is checked and not declared.
            StorageLog.debug("The blocks of " + replaced + " can't be held until its replacement is durable", notHeld);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
        held.release();
    }

    @Override
    @SuppressWarnings("try") // the channel is only closed here
    public void close() throws IOException {
        try (channel) {
            held.release();
        }
    }
}
