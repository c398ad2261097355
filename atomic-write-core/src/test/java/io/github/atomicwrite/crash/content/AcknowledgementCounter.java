package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The last version that a writer process has acknowledged, and a flag that asks the process to stop.
 *
 * <p>Both are in a file that the processes map into memory. The file lies outside the file system under test, so that
 * it survives a power cut.
 */
public final class AcknowledgementCounter {
    private final Path file;
    private final MappedByteBuffer memory;

    private AcknowledgementCounter(Path file, MappedByteBuffer memory) {
        this.file = file;
        this.memory = memory;
    }

    public static AcknowledgementCounter in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new AcknowledgementCounter(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Long.BYTES));
        }
    }

    public Path file() {
        return file;
    }

    public long get() {
        return memory.getLong(0);
    }

    public void set(long version) {
        memory.putLong(0, version);
    }

    /** Returns whether the writer process must stop. */
    public boolean isStopped() {
        return memory.getLong(Long.BYTES) != 0;
    }

    public void stop(boolean stopped) {
        memory.putLong(Long.BYTES, stopped ? 1 : 0);
    }
}
