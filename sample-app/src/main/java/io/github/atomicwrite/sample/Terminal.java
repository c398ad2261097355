package io.github.atomicwrite.sample;

/** What the launcher has found out about standard error, which Java can't tell. */
final class Terminal {
    /** Set if standard error is a terminal: its width in columns, or nothing if that isn't known. */
    private static final String WIDTH = "atomic-write.terminal";

    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** Whether somebody watches standard error. */
    static boolean isWatched() {
        return System.getProperty(WIDTH) != null;
    }

    /** Returns its width in columns. */
    static int width() {
        return Integer.getInteger(WIDTH, USUAL_WIDTH);
    }
}
