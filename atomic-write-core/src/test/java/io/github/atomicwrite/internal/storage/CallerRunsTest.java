package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallerRunsTest {
    @Test
    @DisplayName("Operations run in the thread that asks for them, and can't be shut down")
    void runsInTheCaller() {
        CallerRuns.INSTANCE.shutdown();
        assertThat(CallerRuns.INSTANCE.shutdownNow()).isEmpty();
        Thread[] ran = new Thread[1];
        CallerRuns.INSTANCE.execute(() -> ran[0] = Thread.currentThread());
        assertThat(ran[0]).isSameAs(Thread.currentThread());
        assertThat(CallerRuns.INSTANCE.isShutdown()).isFalse();
        assertThat(CallerRuns.INSTANCE.isTerminated()).isFalse();
        assertThat(CallerRuns.INSTANCE.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
    }
}
