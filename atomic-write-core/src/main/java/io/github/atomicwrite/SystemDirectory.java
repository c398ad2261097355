package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An open directory whose entries can be forced: {@code fsync(2)} works on any descriptor, one for reading too. */
final class SystemDirectory implements Storage.Directory {
    private final AsynchronousFileChannel channel;
    private final List<Closeable> held = new ArrayList<>(1);

    SystemDirectory(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    /** Opens it: what is open keeps its blocks, whatever becomes of its name (unlink(2)). */
    @Override
    public void hold(Path replaced) {
        try {
            held.add(SystemStorage.openFile(replaced));
        } catch (Exception notHeld) {
            // Not only IOException: JDK 17 may let its own UnixException through, a checked one.
            SystemStorage.log(
                    "The blocks of " + replaced + " could not be held until it is replaced for good", notHeld);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
        letGo();
    }

    @Override
    @SuppressWarnings("try") // the channel is there to be closed
    public void close() throws IOException {
        try (channel) {
            letGo();
        }
    }

    private void letGo() throws IOException {
        try {
            Failures.closeAll(held);
        } finally {
            held.clear();
        }
    }
}
