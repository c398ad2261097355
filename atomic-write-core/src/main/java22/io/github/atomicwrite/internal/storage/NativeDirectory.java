package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An open directory whose entries can be forced. */
final class NativeDirectory implements OpenDirectory {
    private final Descriptor descriptor;
    private final List<Descriptor> held = new ArrayList<>(1);

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
        release();
    }

    @Override
    @SuppressWarnings("try") // the descriptor is only closed here
    public void close() throws IOException {
        try (descriptor) {
            release();
        }
    }

    private void release() throws IOException {
        Throwable first = null;
        for (int i = 0; i < held.size(); i++) {
            try {
                held.get(i).close();
            } catch (IOException failure) {
                first = Failures.first(first, failure);
            }
        }
        held.clear();
        Failures.rethrow(first);
    }
}
