package io.github.atomicwrite;

/** What to do with a second failure. */
final class Failures {
    private Failures() {}

    /** Keeps a later failure with the first one, which the caller is to see; the two may be the same object. */
    @SuppressWarnings("ReferenceEquality") // an object can't be suppressed by itself
    static void suppress(Throwable later, Throwable first) {
        if (later != first) {
            first.addSuppressed(later);
        }
    }
}
