package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A temporary that is created, locked, written and forced through one descriptor, without ever being interruptible. */
final class SystemTemporary implements Storage.Temporary {
    /**
     * The JDK copies each array that it writes into a direct buffer of the same size, and keeps that for the thread.
     * In slices of this size, that stays bounded.
     */
    private static final int SLICE = 64 * 1024;

    private static final byte[] ANYTHING = {0};

    private final Path path;
    private final AsynchronousFileChannel channel;
    private boolean locked;
    private long position;

    SystemTemporary(Path path, AsynchronousFileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public @Nullable FileStatus claim() throws IOException {
        try {
            // A sweep that came between creation and lock has removed the name by now; with the lock, none can.
            locked = SystemLock.take(channel);
            return locked ? SystemStorage.INSTANCE.lookUp(path) : null;
        } catch (NoSuchFileException swept) {
            return null;
        }
    }

    @Override
    public FileStatus look() throws IOException {
        return SystemStorage.INSTANCE.lookUp(path);
    }

    /**
     * When a program replaces a file in place and never forces it, ext4, xfs and btrfs come to its help: of a file that has
     * been truncated, they write back what was written since as soon as one of its descriptors is closed (ext4(5),
     * {@code auto_da_alloc}). It takes a byte to have something to truncate.
     */
    @Override
    public void expectWriteBack() throws IOException {
        result(channel.write(ByteBuffer.wrap(ANYTHING), 0));
        channel.truncate(0);
    }

    /** Not the descriptor that was written through is closed: that one will be told, when it forces, what has failed. */
    @Override
    @SuppressWarnings("try") // it is opened to be closed
    public void startWriteBack() {
        try (Closeable another = SystemStorage.openFile(path)) {
            // nothing but the closing
        } catch (Exception notStarted) {
            // Not only IOException: JDK 17 may let its own UnixException through, a checked one.
            SystemStorage.log(path + " is not written back before it is forced", notStarted);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; from += SLICE) {
            ByteBuffer slice = ByteBuffer.wrap(bytes, from, Math.min(SLICE, end - from));
            while (slice.hasRemaining()) { // write(2) may write less than it is given
                position += result(channel.write(slice, position));
            }
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void finish() throws IOException {
        if (!locked) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The result of an operation that has run in this thread, so that there is nothing to wait for. */
    private static int result(Future<Integer> done) throws IOException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("writing failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException impossible) {
            throw new AssertionError("an operation in the calling thread was waited for", impossible);
        }
    }
}
