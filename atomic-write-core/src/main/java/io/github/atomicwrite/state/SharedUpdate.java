package io.github.atomicwrite.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One update that may share its commit with others of the same file.
 *
 * @param <T> the type of the state
 */
interface SharedUpdate<T> {
    /** What its commit is made by: two updates share one only if that is the same for both. */
    Object commitsWith();

    /** Reads what the first update of a round starts from; null if there is no file. */
    byte @Nullable [] load() throws IOException;

    /** Applies the change to what is on disk, or to what the update before it has made of that. */
    Changed<T> apply(byte @Nullable [] before) throws IOException;

    /** Makes the last result of a round durable. */
    void store(byte[] bytes) throws IOException;

    /** A new state, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Changed<T>(T state, byte[] bytes) {}
}
