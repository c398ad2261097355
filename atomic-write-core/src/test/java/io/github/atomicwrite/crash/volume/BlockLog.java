package io.github.atomicwrite.crash.volume;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The log of all writes and flushes of a block device, in order, each with the last acknowledged version. */
public final class BlockLog implements Closeable {
    private static final int FLUSH = -1;

    private final DataOutputStream out;

    private BlockLog(DataOutputStream out) {
        this.out = out;
    }

    /**
     * One request to the device.
     *
     * @param acknowledged the last acknowledged version when the request came
     * @param offset where it writes
     * @param bytes what it writes; empty for a flush
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(long acknowledged, long offset, byte[] bytes) {
        public boolean isFlush() {
            return bytes.length == 0;
        }
    }

    static BlockLog create(Path file) throws IOException {
        return new BlockLog(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file))));
    }

    void write(long acknowledged, long offset, byte[] bytes) throws IOException {
        out.writeLong(acknowledged);
        out.writeInt(bytes.length);
        out.writeLong(offset);
        out.write(bytes);
    }

    void flush(long acknowledged) throws IOException {
        out.writeLong(acknowledged);
        out.writeInt(FLUSH);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    public static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                long acknowledged = in.readLong();
                int length = in.readInt();
                entries.add(
                        length == FLUSH
                                ? new Entry(acknowledged, 0, new byte[0])
                                : new Entry(acknowledged, in.readLong(), in.readNBytes(length)));
            }
        } catch (EOFException end) {
            return entries;
        }
    }
}
