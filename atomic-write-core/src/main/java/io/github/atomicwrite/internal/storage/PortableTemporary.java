package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.PlatformThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A temporary on a channel that an interrupt would close. Each operation runs in a thread that nobody interrupts, while
 * the caller waits for it.
 */
final class PortableTemporary implements TemporaryFile {
    private static final int SLICE = 256 * 1024;

    private final Path path;
    private final FileChannel channel;

    PortableTemporary(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes no lock, because nothing is swept on these stores. */
    @Override
    public FileStatus lock() {
        return status();
    }

    /** Doesn't ask the store: some show a file only once it is closed. */
    @Override
    public FileStatus status() {
        return new FileStatus(FileStatus.Kind.REGULAR, null, null, 0);
    }

    @Override
    public void copyUserAttributes(Path from) {
        // Few providers have them, and none says what they mean.
    }

    @Override
    public boolean setGroup(int group) {
        return false;
    }

    @Override
    public boolean setOwner(int owner) {
        return false;
    }

    @Override
    public void setMode(int mode) throws IOException {
        Files.getFileAttributeView(path, PosixFileAttributeView.class).setPermissions(PermissionBits.permissions(mode));
    }

    /** What makes these stores start to write back is not known. */
    @Override
    public void armWriteBackOnClose() {}

    @Override
    public void startWriteBack() {}

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        PlatformThreads.runInHelper(() -> {
            int end = offset + length;
            for (int from = offset; from < end; ) {
                from += channel.write(ByteBuffer.wrap(bytes, from, Math.min(SLICE, end - from)));
            }
        });
    }

    @Override
    public void force() throws IOException {
        PlatformThreads.runInHelper(() -> channel.force(true));
    }

    @Override
    public void closeBeforeMove() throws IOException {
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
