package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A temporary that is created, locked, written and forced through one descriptor, which no interrupt closes. */
final class PosixTemporary implements TemporaryFile {
    /**
     * The JDK copies each array that it writes into a direct buffer of that size, and keeps the buffer for the thread.
     */
    private static final int SLICE = 64 * 1024;

    private static final byte[] ANYTHING = {0};

    private final Path path;
    private final AsynchronousFileChannel channel;
    private @Nullable Path self;
    private long position;

    PosixTemporary(Path path, AsynchronousFileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public @Nullable FileStatus lock() throws IOException {
        if (!PosixLock.take(channel)) {
            return null;
        }
        try {
            // A sweep between creation and lock has removed the name by now. With the lock, none can.
            return status();
        } catch (NoSuchFileException swept) {
            return null;
        }
    }

    @Override
    public FileStatus status() throws IOException {
        return self == null ? claimSelf() : PosixFiles.status(self);
    }

    /**
     * The path that leads to the open file, whatever becomes of its name. It is found while the file is new and empty:
     * anyone who may write to the directory can give the name to another file that this process has open.
     */
    private Path self() throws IOException {
        if (self == null) {
            claimSelf();
        }
        return Objects.requireNonNull(self);
    }

    private FileStatus claimSelf() throws IOException {
        Path found = OpenFilePath.claim(path);
        try {
            FileStatus status = PosixFiles.statusIfEmpty(found);
            if (status == null) {
                throw OpenFilePath.anotherFile(path);
            }
            self = found;
            return status;
        } catch (Throwable failure) {
            OpenFilePath.release(found);
            throw failure;
        }
    }

    private void releaseSelf() {
        if (self != null) {
            OpenFilePath.release(self);
        }
    }

    /** Best effort, as in {@code cp -p}: a store may have no such attributes, and the process may not read them. */
    @Override
    public void copyUserAttributes(Path from) {
        try {
            PosixFiles.requireRegular(from);
            UserDefinedFileAttributeView source =
                    Files.getFileAttributeView(from, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (source == null) {
                return;
            }
            for (String name : source.list()) {
                copyUserAttribute(source, name, from);
            }
        } catch (Exception notReadable) {
            // Not only IOException: JDK 17 throws its own UnixException when close(2) fails, checked and not declared.
            StorageLog.debug("The extended attributes of " + from + " can't be read", notReadable);
        }
    }

    private void copyUserAttribute(UserDefinedFileAttributeView source, String name, Path from) {
        try {
            ByteBuffer value = ByteBuffer.allocate(source.size(name));
            source.read(name, value);
            Files.getFileAttributeView(self(), UserDefinedFileAttributeView.class)
                    .write(name, value.flip());
        } catch (Exception notKept) {
            StorageLog.debug("The extended attribute " + name + " of " + from + " can't be kept", notKept);
        }
    }

    @Override
    public boolean setGroup(int group) {
        return change("unix:gid", group);
    }

    @Override
    public boolean setOwner(int owner) {
        return change("unix:uid", owner);
    }

    /**
     * Which error means "not permitted" differs between systems, stores and user namespaces (EPERM, EINVAL for an ID
     * that isn't mapped, EDQUOT), and the JDK passes on only its text. So every error means that it could not be done:
     * no content depends on it.
     */
    private boolean change(String attribute, int id) {
        try {
            Files.setAttribute(self(), attribute, id);
            return true;
        } catch (IOException refused) {
            StorageLog.debug("The owner or group of a replaced file could not be kept", refused);
            return false;
        }
    }

    @Override
    public void setMode(int mode) throws IOException {
        // Not NOFOLLOW_LINKS: the JDK would open the file for it, and the close would drop the lock.
        Files.setAttribute(self(), "unix:mode", mode);
    }

    /**
     * When a program replaces a file in place and never forces it, ext4, xfs and btrfs help: if a file has been
     * truncated, they write back its new content when a descriptor of it is closed (ext4(5), {@code auto_da_alloc}).
     * The file needs a byte that can be truncated.
     */
    @Override
    public void armWriteBackOnClose() throws IOException {
        result(channel.write(ByteBuffer.wrap(ANYTHING), 0));
        channel.truncate(0);
    }

    /** Closes a second descriptor. The first stays open, so that its fsync still reports write errors. */
    @Override
    @SuppressWarnings("try") // it is opened only to be closed
    public void startWriteBack() {
        try (Closeable second = PosixFiles.hold(path)) {
            // nothing but the closing
        } catch (Exception notStarted) {
            // Not only IOException: JDK 17 may throw its own UnixException, which is checked and not declared.
            StorageLog.debug(path + " is not written back before it is forced", notStarted);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int from = offset; from < end; ) {
            ByteBuffer slice = ByteBuffer.wrap(bytes, from, Math.min(SLICE, end - from));
            int written = result(channel.write(slice, position)); // write(2) may write less than it is given
            position += written;
            from += written;
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void closeBeforeMove() {
        // An open file can be moved, and nobody else is given its inode meanwhile.
    }

    /** Gives the path up first: another thread may get the descriptor as soon as it is closed. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            releaseSelf();
        }
        channel.close();
    }

    /** The result of an operation that has run in this thread, so that there is nothing to wait for. */
    private static int result(Future<Integer> done) throws IOException {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("writing failed: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException impossible) {
            throw new AssertionError("an operation in the calling thread was waited for", impossible);
        }
    }
}
