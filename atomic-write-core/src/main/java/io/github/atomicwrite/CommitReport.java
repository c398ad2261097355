package io.github.atomicwrite;

import io.github.atomicwrite.CommitEvent.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one commit ended, and how long it took, for its listeners. If there are no listeners, the clock is not read. */
final class CommitReport {
    private final CommitListeners listeners;
    private @Nullable Long contentCompleteAt;
    private @Nullable CommitEvent end;

    CommitReport(CommitListeners listeners) {
        this.listeners = listeners;
    }

    /** Starts the time that the commit takes. A later call starts it again. */
    void startClock() {
        if (!listeners.isEmpty()) {
            contentCompleteAt = System.nanoTime();
        }
    }

    void end(Path target, long bytes, Outcome outcome, @Nullable Throwable failure) {
        if (listeners.isEmpty()) {
            return;
        }
        Duration elapsed =
                contentCompleteAt == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - contentCompleteAt);
        end = new CommitEvent(target, bytes, elapsed, outcome, failure);
    }

    /** Notifies the listeners once the commit has ended. To be called in the thread of the writer's caller. */
    void notifyListeners() {
        if (end != null) {
            listeners.onCommit(end);
        }
    }
}
