package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.file.Path;

/** An open directory whose entries can be forced. */
final class NativeDirectory implements OpenDirectory {
    private final Descriptor descriptor;
    private final HeldFiles held = new HeldFiles();

    NativeDirectory(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** A descriptor that only stands for the file needs no right to it, and waits for nothing if the file is a FIFO. */
    @Override
    public void hold(Path replaced) {
        try (CallMemory memory = CallMemory.take()) {
            held.add(Descriptor.open(memory, replaced, LibC.O_PATH | LibC.O_NOFOLLOW, 0));
        } catch (IOException notHeld) {
            StorageLog.debug("The blocks of " + replaced + " can't be held until its replacement is durable", notHeld);
        }
    }

    @Override
    public void force() throws IOException {
        descriptor.force();
        held.release();
    }

    @Override
    @SuppressWarnings("try") // the descriptor is only closed here
    public void close() throws IOException {
        try (descriptor) {
            held.release();
        }
    }
}
