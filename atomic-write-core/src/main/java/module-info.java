/** Crash-safe file writes: files that are always old or new, never half. */
module io.github.atomicwrite {
    requires static org.jspecify;

    exports io.github.atomicwrite;
    exports io.github.atomicwrite.state;
    exports io.github.atomicwrite.internal to
            io.github.atomicwrite.spring;
    exports io.github.atomicwrite.internal.storage to
            io.github.atomicwrite.spring;
}
