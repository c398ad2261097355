package io.github.atomicwrite.internal;

/** Fails before anything is created if the stack is nearly used up: a clean-up would need stack too. */
public final class StackProbe {
    /** More frames than a write and its clean-up need. */
    private static final int FRAMES = 100;

    private StackProbe() {}

    /**
     * Does nothing else.
     *
     * @throws StackOverflowError if there is no room for a write
     */
    public static void requireRoom() {
        descend(FRAMES);
    }

    private static void descend(int frames) {
        if (frames != 0) {
            descend(frames - 1);
        }
    }
}
