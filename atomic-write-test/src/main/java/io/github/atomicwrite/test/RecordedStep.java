package io.github.atomicwrite.test;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call that changed the directory, or forced something in it.
 *
 * @param call the JDK's method
 * @param caller the line of the project's own code from which it was called
 * @param changes what it changed; empty for a force
 * @param forced the inode that it forced, or null
 * @param written the bytes that a write wrote, which a kill can cut; else null
 */
record RecordedStep(
        String call,
        String caller,
        List<Change> changes,
        @Nullable Integer forced,
        @Nullable Written written) {

    /** Bytes at a place of a file. */
    record Written(int file, int offset, Content bytes) {}

    @Override
    public String toString() {
        return "%s, called from %s".formatted(call, caller);
    }
}
