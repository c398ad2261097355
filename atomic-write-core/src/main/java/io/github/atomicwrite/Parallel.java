package io.github.atomicwrite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Does many things at once that wait for the disk. Forces that run together share the file system's journal commits, and
 * so the disk's flushes.
 */
final class Parallel {
    private static final int THREADS = 16;

    private Parallel() {}

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
        AtomicReferenceArray<Throwable> failures = new AtomicReferenceArray<>(items.size());
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                try {
                    action.on(items.get(i));
                } catch (Throwable failure) {
                    failures.set(i, failure);
                }
            }
        };
        List<Thread> helpers = new ArrayList<>(THREADS);
        try {
            while (helpers.size() + 1 < Math.min(THREADS, items.size())) {
                Thread helper = new Thread(work, "atomic-write");
                helper.setDaemon(true);
                helper.start();
                helpers.add(helper);
            }
        } catch (OutOfMemoryError noMoreThreads) {
            // So those that there are do it all.
        }
        work.run();
        awaitAll(helpers);
        throwFirst(failures);
    }

    private static void awaitAll(List<Thread> helpers) {
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void throwFirst(AtomicReferenceArray<Throwable> failures) throws IOException {
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
