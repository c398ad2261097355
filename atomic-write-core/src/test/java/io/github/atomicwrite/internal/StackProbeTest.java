package io.github.atomicwrite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StackProbeTest {
    private static final long STACK = 256 * 1024;
    private static final int MIN_FRAMES = 10;

    @Test
    @DisplayName("W4 A write is refused not only at the end of the stack, but many frames before it")
    void refusesManyFramesBeforeTheEnd() throws InterruptedException {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        Thread thread = new Thread(null, () -> descend(refused, accepted), "deep", STACK);
        thread.start();
        thread.join();
        assertThat(refused).hasValueGreaterThan(MIN_FRAMES);
        assertThat(accepted).hasValueGreaterThan(MIN_FRAMES);
    }

    /** Fills the stack, and asks for room at each frame on the way back. */
    @SuppressWarnings("InfiniteRecursion") // its end is the point
    private static void descend(AtomicInteger refused, AtomicInteger accepted) {
        try {
            descend(refused, accepted);
        } catch (StackOverflowError end) {
            // and back up from here
        }
        try {
            StackProbe.requireRoom();
            accepted.incrementAndGet();
        } catch (StackOverflowError noRoom) {
            refused.incrementAndGet();
        }
    }
}
