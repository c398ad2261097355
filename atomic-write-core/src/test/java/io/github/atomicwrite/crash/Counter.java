package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The last version that a subject has acknowledged, in a file outside of the file system that is put to the test. */
final class Counter {
    private final Path file;
    private final MappedByteBuffer memory;

    private Counter(Path file, MappedByteBuffer memory) {
        this.file = file;
        this.memory = memory;
    }

    static Counter in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Counter(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Long.BYTES));
        }
    }

    Path file() {
        return file;
    }

    long get() {
        return memory.getLong(0);
    }

    void set(long version) {
        memory.putLong(0, version);
    }

    /** Whether the subject is to stop. */
    boolean isStopped() {
        return memory.getLong(Long.BYTES) != 0;
    }

    void stop(boolean stopped) {
        memory.putLong(Long.BYTES, stopped ? 1 : 0);
    }
}
