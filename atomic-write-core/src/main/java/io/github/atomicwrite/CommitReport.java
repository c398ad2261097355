package io.github.atomicwrite;

import io.github.atomicwrite.CommitEvent.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one write tells its listeners when it ends, and how long its commit has taken by then. */
final class CommitReport {
    private final CommitListeners listeners;
    private @Nullable Long contentCompleteAt;

    CommitReport(CommitListeners listeners) {
        this.listeners = listeners;
    }

    /** Starts the commit's own time; a later call starts it anew. */
    void contentIsComplete() {
        contentCompleteAt = System.nanoTime();
    }

    void tell(Path target, long bytes, Outcome outcome, @Nullable Throwable failure) {
        Duration elapsed =
                contentCompleteAt == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - contentCompleteAt);
        listeners.tell(new CommitEvent(target, bytes, elapsed, outcome, failure));
    }
}
