package io.github.atomicwrite.sample;

import org.jspecify.annotations.Nullable;

/** Counts the bytes, and shows them once they are many, if somebody watches. */
final class Progress implements AutoCloseable {
    /** Less than this is written before anyone could read how far it has come. */
    private static final long LONG = 16 * 1024 * 1024;

    private final boolean watched;
    private long bytes;
    private @Nullable ProgressDisplay display;

    Progress(boolean watched) {
        this.watched = watched;
    }

    void advance(int length) {
        bytes += length;
        if (display != null) {
            display.show(bytes);
        } else if (watched && bytes >= LONG) {
            display = new ProgressDisplay(bytes);
        }
    }

    /** Wipes what is shown. */
    @Override
    public void close() {
        if (display != null) {
            display.close();
            display = null;
        }
    }
}
