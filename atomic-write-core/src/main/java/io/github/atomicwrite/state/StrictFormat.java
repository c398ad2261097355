package io.github.atomicwrite.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rejects every input that is not exactly one valid state, and every state that it would not read back.
 *
 * @param path whose content it is, for errors
 */
record StrictFormat<T>(Path path, StateFormat<T> format) {

    T decode(byte[] bytes) throws CorruptStateException, IncompatibleStateException {
        if (bytes.length == 0) {
            throw damage("the file is empty", null);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        T state;
        try {
            state = format.read(in);
        } catch (LinkageError | VirtualMachineError programFault) {
            throw programFault; // a class, heap or stack that is missing says nothing about the bytes
        } catch (IncompatibleStateException other) {
            throw other.in(path);
        } catch (Throwable unreadable) {
            throw damage("the file holds no valid state: " + unreadable.getMessage(), unreadable);
        }
        if (isNoState(state)) {
            throw damage("the file holds null instead of a state", null);
        }
        if (in.available() > 0) {
            int offset = bytes.length - in.available();
            throw damage("the state ends at byte " + offset + ", but the file goes on to " + bytes.length, null);
        }
        return state;
    }

    private static boolean isNoState(@Nullable Object state) {
        return state == null || (state instanceof Optional<?> optional && optional.isEmpty());
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
        if (isNoState(state)) {
            throw new IncompatibleStateException(
                    path, "the state can't be written: an empty Optional could not be told from a missing state", null);
        }
        Watched watched = new Watched(out);
        try {
            format.write(state, watched);
        } catch (IncompatibleStateException refused) {
            throw refused.in(path);
        }
        if (watched.empty) {
            throw refusal("the format wrote no byte: an empty file could not be told from a damaged one");
        }
    }

    private FileSystemException refusal(String reason) {
        return new FileSystemException(path.toString(), null, reason);
    }

    /** Notices whether a byte is written. */
    private static final class Watched extends FilterOutputStream {
        private boolean empty = true;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            empty = false;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            empty &= length == 0;
        }
    }
}
