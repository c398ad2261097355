package io.github.atomicwrite.internal.storage;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task in the thread that submits it, before {@code execute} returns.
 *
 * <p>It makes the operations of an {@code AsynchronousFileChannel} ordinary system calls in the calling thread. Unlike
 * a {@code FileChannel}, such a channel is no {@code InterruptibleChannel}: an interrupt can't close it during a write.
 */
final class CallerRuns extends AbstractExecutorService {
    static final CallerRuns INSTANCE = new CallerRuns();

    private CallerRuns() {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** Does nothing: no task is ever queued. */
    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
