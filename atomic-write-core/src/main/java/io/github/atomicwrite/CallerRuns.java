package io.github.atomicwrite;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task in the thread that submits it, before {@code execute} returns.
 *
 * <p>Given to an {@code AsynchronousFileChannel}, it makes the channel's operations ordinary system calls on the calling
 * thread. What remains of "asynchronous" is what it is wanted for: unlike {@code FileChannel}, it is not an
 * {@code InterruptibleChannel}, so an interrupt can't close the file in the middle of a write.
 */
final class CallerRuns extends AbstractExecutorService {
    static final CallerRuns INSTANCE = new CallerRuns();

    private CallerRuns() {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** Does nothing: nothing is ever queued, and nothing runs but in its caller. */
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
