package io.github.atomicwrite.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A format that takes nothing for a state but a state.
 *
 * @param path whose content it is, for errors
 */
record StrictFormat<T>(Path path, StateFormat<T> format) {

    T decode(byte[] bytes) throws CorruptStateException {
        if (bytes.length == 0) {
            throw damage("the file is empty", null);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        T state;
        try {
            state = format.read(in);
        } catch (LinkageError incomplete) { // a program that lacks a class says nothing about the bytes
            throw incomplete;
        } catch (Throwable unreadable) { // also an error: bytes may ask for more stack or heap than there is
            throw damage("the file holds no valid state: " + unreadable.getMessage(), unreadable);
        }
        if (state == null) {
            throw damage("the file holds null instead of a state", null);
        }
        if (in.available() > 0) {
            int offset = bytes.length - in.available();
            throw damage("the state ends at byte " + offset + ", but the file goes on to " + bytes.length, null);
        }
        return state;
    }

    private CorruptStateException damage(String reason, @Nullable Throwable cause) {
        return new CorruptStateException(path, reason, cause);
    }

    byte[] encode(T state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        encode(state, bytes);
        return bytes.toByteArray();
    }

    void encode(T state, OutputStream out) throws IOException {
        Counting counting = new Counting(out);
        format.write(state, counting);
        counting.flush();
        if (counting.count == 0) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "the format wrote no byte: an empty file could not be told from a damaged one");
        }
    }

    private static final class Counting extends FilterOutputStream {
        private long count;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }
    }
}
