package io.github.atomicwrite.sample;

import org.jspecify.annotations.Nullable;

/** Counts the bytes, and shows the progress of a long write on a terminal. */
final class Progress implements AutoCloseable {
    /** Shorter content is written too quickly for a user to read the progress. */
    private static final long LONG = 16 * 1024 * 1024;

    private final boolean onTerminal;
    private long bytes;
    private @Nullable ProgressDisplay display;

    Progress(boolean onTerminal) {
        this.onTerminal = onTerminal;
    }

    void advance(int length) {
        bytes += length;
        if (display != null) {
            display.show(bytes);
        } else if (onTerminal && bytes >= LONG) {
            display = new ProgressDisplay(bytes);
        }
    }

    /** Clears the display. */
    @Override
    public void close() {
        if (display != null) {
            display.close();
            display = null;
        }
    }
}
