package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A block device that a file system uses. */
interface BlockDevice {
    long size();

    /** Reads up to this number of bytes. It reads fewer at the end of the device. */
    ByteBuffer read(long offset, int length);

    void write(long offset, byte[] bytes) throws IOException;

    /** Makes all earlier writes durable. */
    void flush() throws IOException;
}
