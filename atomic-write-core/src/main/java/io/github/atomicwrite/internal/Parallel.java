package io.github.atomicwrite.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Runs many actions at once that wait for the disk. Forces that run together share the file system's journal commits,
 * and so the disk's flushes.
 */
public final class Parallel {
    private static final int MAX_THREADS = 64;

    private final List<? extends IoAction> actions;
    private final AtomicInteger next = new AtomicInteger();
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
        List<Thread> helpers = all.startHelpers();
        all.work();
        PlatformThreads.join(helpers);
        all.throwFirst();
    }

    /** The caller works too, so one helper less is needed. */
    private List<Thread> startHelpers() {
        List<Thread> helpers = new ArrayList<>(MAX_THREADS); // a helper that started must be in it, even without memory
        try {
            while (helpers.size() < Math.min(MAX_THREADS, actions.size()) - 1) {
                Thread helper = PlatformThreads.daemon(this::work);
                helper.start();
                helpers.add(helper);
            }
        } catch (OutOfMemoryError noMoreThreads) {
            return helpers; // the existing threads do all of the work
        }
        return helpers;
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < actions.size(); i = next.getAndIncrement()) {
            try {
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
