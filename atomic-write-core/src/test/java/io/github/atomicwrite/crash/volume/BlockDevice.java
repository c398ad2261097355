package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What lies beneath a file system. */
interface BlockDevice {
    long size();

    /** Returns these bytes. */
    ByteBuffer read(long offset, int length);

    void write(long offset, byte[] bytes) throws IOException;

    /** Whatever was written before is durable when this returns. */
    void flush() throws IOException;
}
