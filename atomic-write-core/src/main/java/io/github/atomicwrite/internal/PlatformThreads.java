package io.github.atomicwrite.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads for disk operations whose caller must not make them itself.
 *
 * <p>They are never interrupted, number at most {@value #MAX_THREADS}, and end when they have been idle for some
 * seconds.
 */
public final class PlatformThreads {
    private static final int MAX_THREADS = 256;
    private static final int IDLE_SECONDS = 5;

    private static final IdleHelpersFirst QUEUE = new IdleHelpersFirst();
    private static final ThreadPoolExecutor HELPERS = helpers();

    private PlatformThreads() {}

    private static ThreadPoolExecutor helpers() {
        return new ThreadPoolExecutor(
                0,
                MAX_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                QUEUE,
                PlatformThreads::daemon,
                PlatformThreads::enqueue);
    }

    /** Lets a task wait for one of the helpers, all of which are busy. */
    private static void enqueue(Runnable task, ThreadPoolExecutor helpers) {
        QUEUE.enqueue(task);
        if (helpers.getPoolSize() == 0 && helpers.remove(task)) {
            helpers.execute(task); // the last helper has ended in the meantime
        }
    }

    /** Takes a task only if an idle helper is there for it. Else the executor starts another helper while it may. */
    private static final class IdleHelpersFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        void enqueue(Runnable task) {
            super.offer(task);
        }
    }

    /** A daemon thread that inherits nothing from the thread that happens to need it first. Nothing interrupts it. */
    private static final class Helper extends Thread {
        Helper(Runnable task) {
            super(null, task, "atomic-write", 0, false);
            setDaemon(true);
            setContextClassLoader(null);
        }
    }

    static Thread daemon(Runnable task) {
        return new Helper(task);
    }

    /** Waits until all threads have ended, also those that they add. An interrupt doesn't stop it, and is kept. */
    public static void join(Iterable<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs an action that may wait for the disk: in this thread, or in a helper if this thread is virtual. A virtual
     * thread that makes such a system call itself keeps its carrier, and stops other virtual threads.
     */
    public static void run(IoAction action) throws IOException {
        if (VirtualThreads.isCurrent()) {
            runInHelper(action);
        } else {
            action.run();
        }
    }

    /** Does the same for an action with a result. */
    public static <T> T call(IoSupplier<T> action) throws IOException {
        if (!VirtualThreads.isCurrent()) {
            return action.get();
        }
        List<T> result = new ArrayList<>(1);
        runInHelper(() -> result.add(action.get()));
        return result.get(0);
    }

    /**
     * Runs an action in a helper thread and waits for it. An interrupt doesn't stop it, and is kept.
     *
     * <p>A helper runs it itself: if each of them waited for another helper, all would wait for ever.
     */
    public static void runInHelper(IoAction action) throws IOException {
        if (Thread.currentThread() instanceof Helper) {
            action.run();
            return;
        }
        CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
        Runnable task = () -> {
            Throwable failure = null;
            try {
                action.run();
            } catch (Throwable failed) {
                failure = failed;
            }
            outcome.complete(failure);
        };
        try {
            HELPERS.execute(task);
        } catch (OutOfMemoryError noMoreThreads) {
            task.run(); // no helper has it: the executor starts a thread first
        }
        Throwable failure = outcome.join();
        if (failure != null) {
            appendCaller(failure);
        }
        Failures.rethrow(failure);
    }

    /** Lets the stack trace show who asked for the action, as it would without a helper. */
    private static void appendCaller(Throwable failure) {
        try {
            StackTraceElement[] inHelper = failure.getStackTrace();
            StackTraceElement[] caller = new Throwable().getStackTrace();
            StackTraceElement[] both = Arrays.copyOf(inHelper, inHelper.length + caller.length);
            System.arraycopy(caller, 0, both, inHelper.length, caller.length);
            failure.setStackTrace(both);
        } catch (VirtualMachineError noSpace) {
            Failures.suppress(noSpace, failure); // the failure says what has become of the target
        }
    }
}
