package io.github.atomicwrite;

/**
 * Hears of the end of each write, once, after the fact: for metrics and logs.
 *
 * <p>It is called on the thread that wrote, before the write returns or throws, and possibly by many threads at once. It can neither fail
 * nor undo the write: what it throws is logged with {@link System.Logger} and dropped.
 */
@FunctionalInterface
public interface CommitListener {
    /**
     * Takes note of a write that has just ended.
     *
     * @param event what was written where, and how it ended
     */
    void onCommit(CommitEvent event);
}
