package io.github.atomicwrite;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** The listeners of one writer, in the order in which they were added. */
record CommitListeners(List<CommitListener> listeners) {
    static final CommitListeners NONE = new CommitListeners(List.of());

    CommitListeners with(CommitListener listener) {
        List<CommitListener> more = new ArrayList<>(listeners);
        more.add(listener);
        return new CommitListeners(List.copyOf(more));
    }

    /** Tells every listener. The write is over: nothing that a listener throws, be it an error, may reach its caller. */
    void tell(CommitEvent event) {
        for (CommitListener listener : listeners) {
            try {
                listener.onCommit(event);
            } catch (Throwable dropped) {
                log(event, dropped);
            }
        }
    }

    /** The log is someone else's code, too. */
    private static void log(CommitEvent event, Throwable dropped) {
        try {
            System.getLogger(CommitListener.class.getName())
                    .log(Level.WARNING, "A listener failed after a write of " + event.target(), dropped);
        } catch (Throwable noLog) {
            // There is nobody left to tell but the writer's caller, who must not hear of it.
        }
    }
}
