package io.github.atomicwrite;

import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stream that takes the content. It is lent to code of the caller: closing it only flushes it, and an error on it
 * is remembered, so that code which swallows the error can't commit half a file.
 *
 * <p>Everything that ends a call early counts as an error, an exhausted stack or heap included. It is remembered
 * without a method call, because there may be no stack left for one.
 */
final class ContentStream extends OutputStream {
    static final int BUFFER = 8 * 1024;

    private final TemporaryFile file;
    private byte @Nullable [] buffer;
    private int buffered;
    private long written;
    private boolean closed;
    private @Nullable Throwable failure;
    private @Nullable IoAction beforeFirstByte;

    ContentStream(TemporaryFile file) {
        this.file = file;
    }

    /**
     * Does something to the file before the first byte of content reaches it. An empty file needs no space on the disk.
     */
    void beforeFirstByte(IoAction action) {
        beforeFirstByte = action;
    }

    /** Returns the number of bytes of content so far. */
    long length() {
        return written + buffered;
    }

    @Override
    public void write(int b) throws IOException {
        try {
            requireOpen();
            byte[] space = spaceForMore();
            space[buffered++] = (byte) b;
        } catch (Throwable failed) {
            failure = failure == null ? failed : failure;
            throw failed;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            requireOpen();
            if (length >= BUFFER) {
                drain();
                send(bytes, offset, length);
            } else {
                append(bytes, offset, length);
            }
        } catch (Throwable failed) {
            failure = failure == null ? failed : failure;
            throw failed;
        }
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            byte[] space = spaceForMore();
            int more = Math.min(length - done, BUFFER - buffered);
            System.arraycopy(bytes, offset + done, space, buffered, more);
            buffered += more;
            done += more;
        }
    }

    /** Writes these bytes to the file now, behind what was buffered: for content that is whole already. */
    void writeThrough(byte[] bytes, int offset, int length) throws IOException {
        drain();
        send(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (!closed) {
            try {
                drain();
            } catch (Throwable failed) {
                failure = failure == null ? failed : failure;
                throw failed;
            }
        }
    }

    /** Flushes; commits nothing, and leaves the file open. What is written afterwards is an error. */
    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            closed = true;
            buffer = null;
        }
    }

    /**
     * Ends the content: whatever is still buffered goes to the file.
     *
     * @throws IOException if that fails, or if anything had failed before
     */
    void complete() throws IOException {
        close();
        requireWhole();
    }

    /** Drops the buffered bytes, and takes no more. */
    void abandon() {
        closed = true;
        written += buffered;
        buffered = 0;
        buffer = null;
    }

    private byte[] spaceForMore() throws IOException {
        if (buffer == null) {
            buffer = new byte[BUFFER];
        } else if (buffered == BUFFER) {
            drain();
        }
        return buffer;
    }

    private void drain() throws IOException {
        if (buffered > 0 && buffer != null) {
            send(buffer, 0, buffered);
            buffered = 0;
        }
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        requireWhole();
        PlatformThreads.run(() -> {
            if (beforeFirstByte != null && length > 0) {
                beforeFirstByte.run();
                beforeFirstByte = null;
            }
            file.write(bytes, offset, length);
        });
        written += length;
    }

    private void requireOpen() throws IOException {
        requireWhole();
        if (closed) {
            throw new IOException("the stream is closed: the content had been declared complete");
        }
    }

    private void requireWhole() throws IOException {
        if (failure != null) {
            throw new IOException("an earlier write failed, so the content is not whole: " + failure, failure);
        }
    }
}
