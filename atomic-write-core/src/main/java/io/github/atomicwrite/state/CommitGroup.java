package io.github.atomicwrite.state;

import io.github.atomicwrite.internal.Failures;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Updates that are committed together. What they have made of the file is bytes, so that none shares an object. */
final class CommitGroup {
    final Object committer;
    private final byte @Nullable [] loaded;
    private byte @Nullable [] changed;
    private final CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();

    CommitGroup(SharedUpdate<?> first) throws IOException {
        this.committer = first.commitsWith();
        this.loaded = first.load();
    }

    /** Applies one more change on top of those before; one that throws leaves no trace. */
    <T> T join(SharedUpdate<T> update) throws IOException {
        SharedUpdate.Changed<T> result = update.apply(changed != null ? changed : loaded);
        changed = result.bytes();
        return result.state();
    }

    /**
     * Commits for all that have joined, and lets them go. What is on disk already, and for certain, is not written again.
     *
     * @param inDoubt whether what was loaded may not survive power loss
     */
    void commit(Store store, boolean inDoubt) {
        Throwable failure = null;
        try {
            if (changed != null && (inDoubt || !Arrays.equals(loaded, changed))) {
                store.write(changed);
            }
        } catch (Throwable failed) {
            failure = failed;
        }
        outcome.complete(failure);
    }

    @FunctionalInterface
    interface Store {
        void write(byte[] bytes) throws IOException;
    }

    /** Waits until the commit is over, uninterrupted, and throws what it threw. */
    void await() throws IOException {
        Failures.rethrow(outcome.join());
    }
}
