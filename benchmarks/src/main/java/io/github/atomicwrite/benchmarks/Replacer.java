package io.github.atomicwrite.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A way to replace a file. */
@FunctionalInterface
interface Replacer extends Closeable {
    void replace(Path target, byte[] content) throws IOException;

    /** Replaces the file several times, one after the other. */
    default void replace(Path target, byte[] content, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            replace(target, content);
        }
    }

    @Override
    default void close() throws IOException {
        // Most implementations hold no resources.
    }
}
