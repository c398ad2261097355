package io.github.atomicwrite;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Does many things at once that wait for the disk. Forces that run together share the file system's journal commits, and
 * so the disk's flushes. How many should run together, the disk tells: a thread that had to wait for long starts another.
 */
final class Parallel<T> {
    private static final int FEWEST_THREADS = 16;
    private static final int MOST_THREADS = 64;

    /** A wait that is long in comparison with the start of a thread, which takes some 50 µs. */
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final List<T> items;
    private final Action<T> action;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<Throwable> failures;
    private final AtomicInteger threads = new AtomicInteger(1); // the caller's
    private final List<Thread> helpers = new CopyOnWriteArrayList<>();

    private Parallel(List<T> items, Action<T> action) {
        this.items = items;
        this.action = action;
        this.failures = new AtomicReferenceArray<>(items.size());
    }

    @FunctionalInterface
    interface Action<T> {
        void on(T item) throws IOException;
    }

    /**
     * Does it to all items, whatever fails and whatever interrupts this thread, whose interrupt status is kept.
     *
     * @throws IOException the failure of the first item that failed, with those of the others suppressed; be it another
     *     kind of exception or an error, it is thrown as it is
     */
    static <T> void forEach(List<T> items, Action<T> action) throws IOException {
        Parallel<T> all = new Parallel<>(items, action);
        while (all.startsHelper(FEWEST_THREADS)) {
            // and another one
        }
        all.work();
        all.awaitHelpers();
        all.throwFirst();
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            long began = System.nanoTime();
            try {
                action.on(items.get(i));
            } catch (Throwable failure) {
                failures.set(i, failure);
            }
            if (System.nanoTime() - began > LONG_NANOS) {
                startsHelper(MOST_THREADS);
            }
        }
    }

    /** Starts another thread, unless there are so many, no work is left for it, someone else just does so, or none can be had. */
    private boolean startsHelper(int most) {
        int before = threads.get();
        boolean isNeeded = before < Math.min(most, items.size()) && next.get() < items.size();
        if (!isNeeded || !threads.compareAndSet(before, before + 1)) {
            return false;
        }
        try {
            Thread helper = new Thread(this::work, "atomic-write");
            helper.setDaemon(true);
            helpers.add(helper); // first: one that runs and is not awaited would be a disaster
            helper.start();
            return true;
        } catch (OutOfMemoryError noMoreThreads) {
            return false; // So those that there are do it all.
        }
    }

    /** A helper that starts another one does so before it ends, so that none is missed. */
    private void awaitHelpers() {
        boolean interrupted = false;
        for (int i = 0; i < helpers.size(); i++) {
            while (helpers.get(i).isAlive()) {
                try {
                    helpers.get(i).join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFirst() throws IOException {
        Throwable first = null;
        for (int i = 0; i < failures.length(); i++) {
            Throwable failure = failures.get(i);
            if (first == null) {
                first = failure;
            } else if (failure != null) {
                Failures.suppress(failure, first);
            }
        }
        Failures.rethrow(first);
    }
}
