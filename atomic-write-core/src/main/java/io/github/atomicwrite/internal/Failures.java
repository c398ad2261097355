package io.github.atomicwrite.internal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ways to handle a failure that was caught earlier. */
public final class Failures {
    private Failures() {}

    /** Loads this class while there are descriptors: loading one from a directory of classes needs one. */
    public static void load() {}

    /** Adds a later failure to the first one, which the caller sees. The two may be the same object. */
    @SuppressWarnings("ReferenceEquality") // an object can't be suppressed by itself
    public static void suppress(Throwable later, Throwable first) {
        if (later != first) {
            first.addSuppressed(later);
        }
    }

    /** Returns the first failure, with the later one suppressed in it. */
    public static Throwable first(@Nullable Throwable first, Throwable later) {
        if (first == null) {
            return later;
        }
        suppress(later, first);
        return first;
    }

    /** Throws a failure of a file operation as it is. Does nothing if there is none. */
    public static void rethrow(@Nullable Throwable failure) throws IOException {
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
            // No signature allows it, but native code of JDK 17 throws a checked exception that it does not declare.
            throw new IOException("a file operation failed: " + failure, failure);
        }
    }

    /** Runs all actions in order, whichever fails. Throws the first failure, with the others suppressed. */
    public static void runAll(List<? extends IoAction> actions) throws IOException {
        Throwable first = null;
        for (IoAction action : actions) {
            try {
                action.run();
            } catch (Throwable failure) {
                first = first(first, failure);
            }
        }
        rethrow(first);
    }

    /** Runs a clean-up after a failure. What fails in it is suppressed in that failure. */
    public static void cleanUp(Throwable failure, IoAction action) {
        try {
            action.run();
        } catch (Throwable leftover) {
            suppress(leftover, failure);
        }
    }
}
