package io.github.atomicwrite.sample;

/** The terminal on standard error. The launcher detects it, because Java can't. */
final class Terminal {
    /** Set if standard error is a terminal. The value is the width in columns, or empty if it is not known. */
    private static final String WIDTH = "atomic-write.terminal";

    private static final int DEFAULT_WIDTH = 80;

    private Terminal() {}

    /** Returns whether standard error is a terminal. */
    static boolean isPresent() {
        return System.getProperty(WIDTH) != null;
    }

    /** Returns the width in columns. */
    static int width() {
        return Integer.getInteger(WIDTH, DEFAULT_WIDTH);
    }
}
