package io.github.atomicwrite;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do with failures that were caught elsewhere. */
final class Failures {
    private Failures() {}

    /** Keeps a later failure with the first one, which the caller is to see; the two may be the same object. */
    @SuppressWarnings("ReferenceEquality") // an object can't be suppressed by itself
    static void suppress(Throwable later, Throwable first) {
        if (later != first) {
            first.addSuppressed(later);
        }
    }

    /** Throws what file operations throw, as it is; does nothing if there is no failure. */
    static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new AssertionError("a file operation threw what it does not declare", failure);
        }
    }

    /** Closes all of them, in order; throws the first failure, with the others suppressed. */
    static void closeAll(List<? extends AutoCloseable> all) throws IOException {
        Throwable first = null;
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Throwable failure) {
                first = first == null ? failure : first;
                suppress(failure, first);
            }
        }
        rethrow(first);
    }
}
