package io.github.atomicwrite;

import io.github.atomicwrite.CommitEvent.Outcome;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The listeners of one writer, in the order in which they were added. */
record CommitListeners(List<CommitListener> listeners) {
    static final CommitListeners NONE = new CommitListeners(List.of());

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    CommitListeners with(CommitListener listener) {
        List<CommitListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new CommitListeners(List.copyOf(more));
    }

    /** Notifies them that a write was refused before it had written anything. */
    void onRefusal(Path target, Throwable refusal) {
        onCommit(new CommitEvent(target, 0, Duration.ZERO, Outcome.FAILED, refusal));
    }

    /**
     * Notifies every listener. The write is over: nothing that a listener throws, errors included, reaches the caller.
     */
    void onCommit(CommitEvent event) {
        for (CommitListener listener : listeners) {
            try {
                listener.onCommit(event);
            } catch (Throwable dropped) {
                log(event, dropped);
            }
        }
    }

    /** The log is foreign code, too. */
    private static void log(CommitEvent event, Throwable dropped) {
        try {
            System.getLogger(CommitListener.class.getName())
                    .log(Level.WARNING, "A listener failed after a write of " + event.target(), dropped);
        } catch (Throwable noLog) {
            // The caller of the write must not see an error of the log.
        }
    }
}
