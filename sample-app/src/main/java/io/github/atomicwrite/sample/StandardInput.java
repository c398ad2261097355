package io.github.atomicwrite.sample;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/** Reads the bytes of standard input. Its errors name standard input. */
final class StandardInput {
    /** Set by the launcher: if standard input is closed, the JVM may open one of its own files in its place. */
    private static final String STATE = "atomic-write.input";

    private final FileInputStream stream = new FileInputStream(FileDescriptor.in);

    /** Reads as {@link java.io.InputStream#read(byte[])} does. */
    int read(byte[] buffer) throws IOException {
        if ("closed".equals(System.getProperty(STATE))) {
            throw new IOException("standard input is closed");
        }
        try {
            return stream.read(buffer);
        } catch (IOException failure) {
            throw new IOException("standard input: " + failure.getMessage(), failure);
        }
    }
}
