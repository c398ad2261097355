package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTurnTest {
    private static final int PATIENCE_SECONDS = 10;

    @TempDir
    private Path directory;

    private Storage storage;

    @BeforeEach
    void nameTheStorage() {
        storage = Storages.of(directory);
    }

    /** How a thread was when it had got its turn. */
    private record Waited(boolean interrupted, Duration cpuTime) {}

    /** A thread that takes a turn, and gives it back. */
    private static final class Waiting {
        private final CompletableFuture<Waited> outcome = new CompletableFuture<>();
        private final Thread thread;

        Waiting(Storage storage, Path directory) {
            thread = new Thread(() -> {
                try {
                    PublishTurn.take(storage, directory).close();
                    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    outcome.complete(new Waited(Thread.currentThread().isInterrupted(), Duration.ofNanos(nanos)));
                } catch (Throwable failure) {
                    outcome.completeExceptionally(failure);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        void pause(long millis) throws InterruptedException {
            thread.join(millis);
            assertThat(outcome).as("the turn of the waiting thread").isNotDone();
        }

        Waited get() throws Exception {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private Closeable takeTurn() throws IOException {
        return PublishTurn.take(storage, directory);
    }

    @Test
    @DisplayName("P6 A publisher waits until another one's turn is over, without an interrupt and with little work")
    void waitsForItsTurn() throws Exception {
        Waiting waiting;
        try (Closeable turn = takeTurn()) {
            assertThat(turn).isNotNull();
            waiting = new Waiting(storage, directory);
            waiting.pause(600);
        }
        Waited waited = waiting.get();
        assertThat(waited.interrupted()).isFalse();
        assertThat(waited.cpuTime()).isLessThan(Duration.ofMillis(300));
        takeTurn().close();
    }

    @Test
    @DisplayName("P6 W15 An interrupt doesn't stop the wait, and is kept")
    void keepsWaitingWhenInterrupted() throws Exception {
        Waiting waiting;
        try (Closeable turn = takeTurn()) {
            assertThat(turn).isNotNull();
            waiting = new Waiting(storage, directory);
            waiting.thread.interrupt();
            waiting.pause(100);
        }
        assertThat(waiting.get().interrupted()).isTrue();
    }

    @Test
    @DisplayName("P6 A turn that nobody has is taken at once, and an interrupt from before is kept")
    void takesAFreeTurn() throws IOException {
        Thread.currentThread().interrupt();
        try {
            takeTurn().close();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        takeTurn().close();
        assertThat(Thread.interrupted()).isFalse();
        Directories.assertHoldsOnly(directory, VersionName.TURN);
    }
}
