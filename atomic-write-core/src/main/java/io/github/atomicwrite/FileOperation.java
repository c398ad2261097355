package io.github.atomicwrite;

import java.io.IOException;

/** Something that is done to files, and may fail. */
@FunctionalInterface
interface FileOperation {
    void run() throws IOException;
}
