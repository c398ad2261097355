package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An open directory whose entries can be forced: {@code fsync(2)} works on a descriptor for reading. */
final class PosixDirectory implements OpenDirectory {
    private final AsynchronousFileChannel channel;
    private final List<IoAction> releases = new ArrayList<>(1);

    PosixDirectory(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file: an open file keeps its blocks, even without a name (unlink(2)). */
    @Override
    public void hold(Path replaced) {
        try {
            releases.add(PosixFiles.hold(replaced)::close);
        } catch (Exception notHeld) {
            // Not only IOException: JDK 17 may throw its own UnixException, which is checked and not declared.
            StorageLog.debug("The blocks of " + replaced + " can't be held until its replacement is durable", notHeld);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
        release();
    }

    @Override
    @SuppressWarnings("try") // the channel is only closed here
    public void close() throws IOException {
        try (channel) {
            release();
        }
    }

    private void release() throws IOException {
        try {
            Failures.runAll(releases);
        } finally {
            releases.clear();
        }
    }
}
