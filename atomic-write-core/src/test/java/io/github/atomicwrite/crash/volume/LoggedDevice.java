package io.github.atomicwrite.crash.volume;

import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk image as a block device that logs every write and flush. */
final class LoggedDevice implements BlockDevice {
    private final MappedByteBuffer image;
    private final BlockLog log;
    private final AcknowledgementCounter acknowledged;

    LoggedDevice(Path image, BlockLog log, AcknowledgementCounter acknowledged) throws IOException {
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.image = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size());
        }
        this.log = log;
        this.acknowledged = acknowledged;
    }

    @Override
    public long size() {
        return image.capacity();
    }

    @Override
    public ByteBuffer read(long offset, int length) {
        return image.slice((int) offset, Math.max(0, Math.min(length, image.capacity() - (int) offset)));
    }

    @Override
    public void write(long offset, byte[] bytes) throws IOException {
        log.write(acknowledged.get(), offset, bytes);
        image.put((int) offset, bytes);
    }

    @Override
    public void flush() throws IOException {
        log.flush(acknowledged.get());
    }
}
