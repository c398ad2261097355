package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A temporary of a provider whose channel takes a part of what it is given, and whose disk keeps what was forced. */
class PortableTemporaryTest {
    private static final int MOST_AT_ONCE = 100_000;
    private static final int LARGE = 700_000;

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
    private final Path path = memory.getPath("temporary");

    private WeakChannel channel;
    private PortableTemporary temporary;

    /** Loses what was not forced at a power cut. */
    private static final class WeakChannel extends FileChannel {
        private final FileChannel real;
        private long durable;
        private int largest;

        WeakChannel(FileChannel real) {
            this.real = real;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            largest = Math.max(largest, bytes.remaining());
            ByteBuffer part = bytes.duplicate();
            part.limit(part.position() + Math.min(part.remaining(), MOST_AT_ONCE));
            int written = real.write(part);
            bytes.position(bytes.position() + written);
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            real.force(metaData);
            durable = real.size();
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void createTheTemporary() throws IOException {
        channel = new WeakChannel(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        temporary = new PortableTemporary(path, channel);
    }

    @AfterEach
    void closeAll() throws IOException {
        temporary.close();
        memory.close();
    }

    @Test
    @DisplayName("W1 W18 The bytes between the bounds are written whole, although a call takes a part of them")
    void writesWhatIsBetweenTheBounds() throws IOException {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        temporary.write(bytes, 0, 10);
        temporary.write(bytes, 10, 0);
        temporary.write(bytes, 10, LARGE - 17);
        temporary.closeBeforeMove();
        assertThat(Files.readAllBytes(path)).isEqualTo(Arrays.copyOf(bytes, LARGE - 7));
    }

    @Test
    @DisplayName("W18 A call gets a small part of a large array, which the JDK copies for it")
    void writesInSlices() throws IOException {
        temporary.write(new byte[LARGE], 0, LARGE);
        assertThat(channel.largest).isEqualTo(256 * 1024);
    }

    @Test
    @DisplayName("W2 W18 What was forced survives power loss, on a disk of the provider that can lose it")
    void forcesWhatWasWritten() throws IOException {
        temporary.write(new byte[LARGE], 0, LARGE);
        assertThat(channel.durable).isZero();
        temporary.force();
        assertThat(channel.durable).isEqualTo(LARGE);
    }

    @Test
    @DisplayName("W16 W18 It is closed before the move, or without one, any number of times")
    void closesItsChannel() throws IOException {
        temporary.closeBeforeMove();
        assertThat(channel.isOpen()).isFalse();
        temporary.close();
        assertThatThrownBy(() -> temporary.write(new byte[1], 0, 1)).isInstanceOf(IOException.class);

        channel = new WeakChannel(FileChannel.open(path, StandardOpenOption.WRITE));
        new PortableTemporary(path, channel).close();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    @DisplayName("W9 W18 Another provider's temporary is a regular file, and takes no owner and no group")
    void takesNoOwner() {
        assertThat(temporary.lock().kind()).isEqualTo(FileStatus.Kind.REGULAR);
        assertThat(temporary.status().kind()).isEqualTo(FileStatus.Kind.REGULAR);
        assertThat(temporary.setOwner(1)).isFalse();
        assertThat(temporary.setGroup(1)).isFalse();
    }
}
