package io.github.atomicwrite.state;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One update that may share its commit with others of the same file.
 *
 * @param <T> the type of the state
 */
interface SharedUpdate<T> {
    /** Returns what makes its commit. Two updates share a commit only if this is equal for both. */
    Object commitsWith();

    /** Reads the bytes that the first update of a group starts from; {@code null} if there is no file. */
    byte @Nullable [] load() throws IOException;

    /** Applies the change to the bytes on disk, or to the result of the update before. */
    Changed<T> apply(byte @Nullable [] before) throws IOException;

    /** Takes note that it makes the commit of this many updates. */
    void commits(int updates);

    /** Writes the result of a group. Returns the version of the file that is durable then, if one is known to be. */
    Optional<Object> store(byte[] bytes) throws IOException;

    /**
     * Makes sure that the file on disk, which holds the result of a group already, is durable.
     *
     * @param known the version of the file that is durable, if one is known to be
     * @return the one that is durable then
     */
    Optional<Object> confirm(Optional<Object> known) throws IOException;

    /** A new state, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Changed<T>(T state, byte[] bytes) {}
}
