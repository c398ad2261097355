package io.github.atomicwrite.jackson;

import io.github.atomicwrite.state.IncompatibleStateException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Notices a state that is written as {@code null}, such as an empty {@code Optional}: it could not be read back. */
final class StateOutput extends FilterOutputStream {
    private static final int ENOUGH = 16;

    private final byte[] start = new byte[ENOUGH];
    private long count;

    StateOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (count < ENOUGH) {
            System.arraycopy(bytes, offset, start, (int) count, (int) Math.min(length, ENOUGH - count));
        }
        out.write(bytes, offset, length);
        count += length;
    }

    void refuseNull() throws IncompatibleStateException {
        if (count < ENOUGH
                && new String(start, 0, (int) count, StandardCharsets.UTF_8)
                        .strip()
                        .equals("null")) {
            throw new IncompatibleStateException("the state can't be written: it would be null in the file", null);
        }
    }
}
