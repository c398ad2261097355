package io.github.atomicwrite.state;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Updates that are committed together. Each builds on the bytes that the one before has left, so that none shares an
 * object.
 */
final class CommitGroup {
    private final byte @Nullable [] loaded;
    private byte @Nullable [] changed;
    private int updates;

    /** Used by one thread after another. */
    private final Queue<CompletableFuture<@Nullable CommitGroup>> joiners = new ArrayDeque<>();

    private final CompletableFuture<@Nullable Void> formed = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();

    CommitGroup(SharedUpdate<?> leader) throws IOException {
        this.loaded = leader.load();
    }

    /** Applies one more change to the result of those before. One that throws leaves no trace. */
    <T> T join(SharedUpdate<T> update) throws IOException {
        SharedUpdate.Changed<T> result = update.apply(changed != null ? changed : loaded);
        changed = result.bytes();
        updates++;
        return result.state();
    }

    /** Lets these join, one after another, and waits until the last has applied its change. */
    void letJoin(List<CompletableFuture<@Nullable CommitGroup>> waiting) {
        joiners.addAll(waiting);
        passOn();
        formed.join();
    }

    /** Wakes the next one that joins; after the last one, the leader. */
    void passOn() {
        CompletableFuture<@Nullable CommitGroup> next = joiners.poll();
        if (next == null) {
            formed.complete(null);
        } else {
            next.complete(this);
        }
    }

    /** Returns the bytes that the changes have led to; {@code null} if all of them have thrown. */
    byte @Nullable [] changed() {
        return changed;
    }

    /** Returns the number of changes that have not thrown. */
    int updates() {
        return updates;
    }

    boolean isOnDisk() {
        return Arrays.equals(loaded, changed);
    }

    /** Commits for all that have joined, and wakes them. */
    void end(IoAction commit) {
        Throwable failure = null;
        try {
            commit.run();
        } catch (Throwable failed) {
            failure = failed;
        }
        outcome.complete(failure);
    }

    /** Waits until the commit has ended, uninterrupted, and throws its failure. */
    void await() throws IOException {
        Failures.rethrow(outcome.join());
    }
}
