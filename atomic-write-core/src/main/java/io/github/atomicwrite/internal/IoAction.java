package io.github.atomicwrite.internal;

import java.io.IOException;

/** An action on files, which may fail. */
@FunctionalInterface
public interface IoAction {
    /** Does it. */
    void run() throws IOException;
}
