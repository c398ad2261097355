package io.github.atomicwrite;

/**
 * Is notified once when a write has ended: for metrics and logs.
 *
 * <p>It is called in the thread that wrote, before the write returns or throws, and possibly by many threads at once.
 * It can't change the outcome: an exception of a listener is logged with {@link System.Logger} and dropped.
 */
@FunctionalInterface
public interface CommitListener {
    /**
     * Called when a write has just ended.
     *
     * @param event what was written where, and how it ended
     */
    void onCommit(CommitEvent event);
}
