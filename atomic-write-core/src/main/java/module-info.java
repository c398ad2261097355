/** Crash-safe file writes: files that are always old or new, never half. */
module io.github.atomicwrite {
    requires static org.jspecify;

    exports io.github.atomicwrite;
    exports io.github.atomicwrite.state;
}
