package io.github.atomicwrite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A temporary on a channel that an interrupt would close: each operation runs in a thread that nobody can interrupt,
 * while the caller waits for it. That costs a thread an operation, on stores where nobody counts microseconds.
 */
final class PortableTemporary implements Storage.Temporary {
    private static final int SLICE = 256 * 1024;

    private final FileChannel channel;

    PortableTemporary(FileChannel channel) {
        this.channel = channel;
    }

    /** No lock, for nothing is swept on these stores; and no look, for some show a file only once it is closed. */
    @Override
    public FileStatus claim() {
        return look();
    }

    @Override
    public FileStatus look() {
        return new FileStatus(FileStatus.Kind.REGULAR, null, null);
    }

    /** What would make these stores begin to write back is not known. */
    @Override
    public void expectWriteBack() {}

    @Override
    public void startWriteBack() {}

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        uninterrupted(() -> {
            int end = offset + length;
            for (int from = offset; from < end; from += SLICE) {
                ByteBuffer slice = ByteBuffer.wrap(bytes, from, Math.min(SLICE, end - from));
                while (slice.hasRemaining()) {
                    channel.write(slice);
                }
            }
            return channel;
        });
    }

    @Override
    public void force() throws IOException {
        uninterrupted(() -> {
            channel.force(true);
            return channel;
        });
    }

    @Override
    public void finish() throws IOException {
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void uninterrupted(Callable<?> operation) throws IOException {
        FutureTask<?> task = new FutureTask<>(operation);
        Thread thread = new Thread(task, "atomic-write");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            Failures.rethrow(failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
