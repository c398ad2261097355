package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A temporary all of whose operations go through the descriptor that created it, never through its name. */
final class NativeTemporary implements TemporaryFile {
    private final Path path;
    private final Descriptor descriptor;
    private long position;

    /** What the file is to be given together with its mode; {@code null} if nothing. */
    private @Nullable AccessList list;

    NativeTemporary(Descriptor descriptor) {
        this.path = descriptor.path();
        this.descriptor = descriptor;
    }

    @Override
    public @Nullable FileStatus lock() throws IOException {
        int file = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            boolean locked = NativeLock.take(memory, file, LibC.F_WRLCK, path);
            // A sweep between creation and lock has removed the name by now. With the lock, none can.
            return locked ? NativeStatus.ofNamed(memory, file, path) : null;
        } finally {
            descriptor.release();
        }
    }

    @Override
    public FileStatus status() throws IOException {
        int file = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            return NativeStatus.of(memory, file, path);
        } finally {
            descriptor.release();
        }
    }

    /**
     * Copies the SELinux label too. An access control list waits for the mode, because its group entry means the final
     * group. One that shows as a private mode is set at once: the file may have that mode already, and not be given it.
     */
    @Override
    public void copyUserAttributes(Path from) {
        try {
            int file = descriptor.use();
            try (CallMemory memory = CallMemory.take()) {
                list = NativeAttributes.copy(memory, from, file);
                if (list != null && list.isPrivate() && NativeAttributes.set(memory, file, list.value(), path)) {
                    list = null;
                }
            } finally {
                descriptor.release();
            }
        } catch (IOException notCopied) {
            list = AccessList.UNREADABLE;
            StorageLog.debug("The extended attributes of " + from + " could not be kept", notCopied);
        }
    }

    @Override
    public boolean setGroup(int group) {
        return change(FileStatus.Access.UNKNOWN, group);
    }

    @Override
    public boolean setOwner(int owner) {
        return change(owner, FileStatus.Access.UNKNOWN);
    }

    /** Every error means that it could not be done, see {@link PosixTemporary}: no content depends on it. */
    private boolean change(int owner, int group) {
        try {
            int file = descriptor.use();
            try (CallMemory memory = CallMemory.take()) {
                Errno.check(LibC.fchown(memory, file, owner, group), path);
                return true;
            } finally {
                descriptor.release();
            }
        } catch (IOException refused) {
            StorageLog.debug("The owner or group of a replaced file could not be kept", refused);
            return false;
        }
    }

    @Override
    public void setMode(int mode) throws IOException {
        setMode(mode, mode);
    }

    @Override
    public void inheritMode(int mode) throws IOException {
        setMode(mode, list == null ? mode : list.modeWithout(mode));
    }

    private void setMode(int mode, int modeWithoutList) throws IOException {
        int file = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            boolean isWhole = list == null || setList(memory, file, list, mode);
            Errno.check(LibC.fchmod(memory, file, isWhole ? mode : modeWithoutList), path);
        } finally {
            descriptor.release();
        }
    }

    /**
     * Sets the list before the mode, but already with it: the other way round, the group would have the rights of the
     * mask.
     */
    private boolean setList(CallMemory memory, int file, AccessList wanted, int mode) {
        boolean isSet = wanted.isReadable() && NativeAttributes.set(memory, file, wanted.valueWith(mode), path);
        if (isSet) {
            list = null;
        }
        return isSet;
    }

    /** Nothing needs to be prepared. */
    @Override
    public void armWriteBackOnClose() {}

    @Override
    public void startWriteBack() {
        try {
            int file = descriptor.use();
            try (CallMemory memory = CallMemory.take()) {
                Errno.check(LibC.startWriteBack(memory, file), path);
            } finally {
                descriptor.release();
            }
        } catch (IOException notStarted) {
            StorageLog.debug(path + " is not written back before it is forced", notStarted);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int file = descriptor.use();
        try (CallMemory memory = CallMemory.take()) {
            MemorySegment buffer = memory.buffer();
            int end = offset + length;
            for (int from = offset; from < end; ) {
                int slice = Math.min(CallMemory.BUFFER, end - from);
                MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, slice);
                long written = LibC.pwrite(memory, file, buffer.address(), slice, position);
                if (written == -Errno.EINTR) {
                    continue; // nothing was written
                }
                Errno.check((int) Math.min(written, 0), path);
                position += written; // write(2) may write less than it is given
                from += (int) written;
            }
        } finally {
            descriptor.release();
        }
    }

    @Override
    public void force() throws IOException {
        descriptor.force();
    }

    @Override
    public void closeBeforeMove() {
        // An open file can be moved, and nobody else is given its inode meanwhile.
    }

    @Override
    public void close() throws IOException {
        descriptor.close();
    }
}
