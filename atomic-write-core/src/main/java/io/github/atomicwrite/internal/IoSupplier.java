package io.github.atomicwrite.internal;

import java.io.IOException;

/**
 * An action on files that has a result, and may fail.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface IoSupplier<T> {
    /** Does it. */
    T get() throws IOException;
}
