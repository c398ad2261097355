package io.github.atomicwrite.state;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.internal.IoSupplier;
import io.github.atomicwrite.internal.StateFileListener;
import io.github.atomicwrite.internal.WriterListeners;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notifies the listeners of one state file. */
record StateFileEvents(Path file, List<StateFileListener> listeners) {
    static StateFileEvents of(Path file, AtomicFileWriter writer) {
        return new StateFileEvents(file, WriterListeners.of(writer));
    }

    /** Runs a write or an update, and reports how long it took. */
    <R> R around(Turn turn, IoSupplier<R> update) throws IOException {
        for (StateFileListener listener : listeners) {
            listener.beforeWrite(file);
        }
        long start = System.nanoTime();
        try {
            R result = update.get();
            report(turn, start, null);
            return result;
        } catch (Throwable failure) {
            report(turn, start, failure);
            throw failure;
        }
    }

    private void report(Turn turn, long start, @Nullable Throwable failure) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Duration waited = turn.began ? Duration.ofNanos(turn.since - start) : elapsed;
        var update = new StateFileListener.Update(file, waited, elapsed, turn.committed, failure);
        notify(listener -> listener.onUpdate(update));
    }

    void quarantined() {
        notify(listener -> listener.onQuarantine(file));
    }

    private void notify(Consumer<StateFileListener> event) {
        for (StateFileListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable dropped) {
                log(dropped);
            }
        }
    }

    /** The log is foreign code, too. */
    private void log(Throwable dropped) {
        try {
            System.getLogger("io.github.atomicwrite.state.StateFile")
                    .log(Level.WARNING, "A listener failed after an update of " + file, dropped);
        } catch (Throwable noLog) {
            // The update is over: its caller must not see this.
        }
    }

    /** What one update notes for its report. Used by one thread. */
    static final class Turn {
        private boolean began;
        private long since;
        private int committed;

        /** The update has the file now, or has joined those that have it. */
        void begin() {
            if (!began) {
                began = true;
                since = System.nanoTime();
            }
        }

        void commits(int updates) {
            committed = updates;
        }
    }
}
