package io.github.atomicwrite.state;

import io.github.atomicwrite.internal.IoSupplier;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refuses an update that would wait for ever: changes of state files that update each other's files, or their own. */
final class Deadlocks {
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** For each thread that uses a file: the thread that it waits for, as long as another one has the file. */
    private static final Map<Thread, Supplier<@Nullable Thread>> WAITS = new HashMap<>();

    private Deadlocks() {}

    /**
     * Runs an action that may wait for a file.
     *
     * @param holder returns the thread that runs a caller's code for the file at the moment
     * @throws IllegalStateException if that thread waits for this one
     */
    static <R> R watched(Supplier<@Nullable Thread> holder, IoSupplier<R> action) throws IOException {
        Supplier<@Nullable Thread> outer = enter(holder);
        try {
            return action.get();
        } finally {
            leave(outer);
        }
    }

    /** Returns what this thread has waited for before: it may be within a change of another file. */
    private static @Nullable Supplier<@Nullable Thread> enter(Supplier<@Nullable Thread> holder) {
        LOCK.lock();
        try {
            refuseIfWaitingForItself(Thread.currentThread(), holder);
            return WAITS.put(Thread.currentThread(), holder);
        } finally {
            LOCK.unlock();
        }
    }

    private static void leave(@Nullable Supplier<@Nullable Thread> outer) {
        LOCK.lock();
        try {
            if (outer == null) {
                WAITS.remove(Thread.currentThread());
            } else {
                WAITS.put(Thread.currentThread(), outer);
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static void refuseIfWaitingForItself(Thread self, Supplier<@Nullable Thread> holder) {
        Supplier<@Nullable Thread> wait = holder;
        for (int hops = 0; wait != null && hops <= WAITS.size(); hops++) {
            Thread holding = wait.get();
            if (self.equals(holding)) {
                throw new IllegalStateException("a change of a state file can't update or write that file, nor a file"
                        + " whose change waits for this one: update one after the other instead");
            }
            wait = WAITS.get(holding);
        }
    }
}
