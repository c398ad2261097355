package io.github.atomicwrite.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Runs many actions at once that wait for the disk. Forces that run together share the file system's journal commits,
 * and so the disk's flushes.
 */
public final class Parallel {
    private static final int MAX_THREADS = 64;
    private static final int IDLE_SECONDS = 5;

    /** An action never waits for a thread: it gets an idle one or a new one. To start 64 takes longer than a flush. */
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), PlatformThreads::daemon);

    private final List<? extends IoAction> actions;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger(1);
    private final Phaser working = new Phaser(1);
    private final AtomicReferenceArray<Throwable> failures;

    private Parallel(List<? extends IoAction> actions) {
        this.actions = actions;
        this.failures = new AtomicReferenceArray<>(actions.size());
    }

    /**
     * Runs all actions, whatever fails. An interrupt stops none of them, and is kept.
     *
     * @throws IOException the failure of the first action in the list that failed, with the later ones suppressed. An
     *     exception of another kind, or an error, is thrown as it is
     */
    public static void runAll(List<? extends IoAction> actions) throws IOException {
        Parallel all = new Parallel(actions);
        all.work();
        all.working.arriveAndAwaitAdvance();
        all.throwFirst();
    }

    /**
     * Each thread starts the next one, if there is work for it: quick actions are over before many threads are there.
     * Without memory for another thread, the existing ones do all of the work.
     */
    private void startHelper() {
        if (next.get() >= actions.size() || threads.getAndIncrement() >= MAX_THREADS) {
            return;
        }
        working.register(); // first: what has started must be waited for
        try {
            THREADS.execute(this::help);
        } catch (OutOfMemoryError noMoreThreads) {
            working.arriveAndDeregister();
            threads.set(MAX_THREADS);
        } catch (Throwable notStarted) {
            working.arriveAndDeregister();
            throw notStarted;
        }
    }

    private void help() {
        try {
            work();
        } finally {
            working.arriveAndDeregister();
        }
    }

    /** Takes an action first, and then starts the next thread: so the caller always has a share. */
    private void work() {
        int first = next.getAndIncrement();
        for (int i = first; i < actions.size(); i = next.getAndIncrement()) {
            try {
                if (i == first) {
                    startHelper();
                }
                actions.get(i).run();
            } catch (Throwable failure) {
                failures.set(i, failure);
            }
        }
    }

    private void throwFirst() throws IOException {
        Throwable first = null;
        for (int i = 0; i < failures.length(); i++) {
            Throwable failure = failures.get(i);
            if (failure != null) {
                first = Failures.first(first, failure);
            }
        }
        Failures.rethrow(first);
    }
}
