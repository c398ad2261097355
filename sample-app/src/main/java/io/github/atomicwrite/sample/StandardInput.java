package io.github.atomicwrite.sample;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/** The bytes of standard input, undecoded, and errors that say where they come from. */
final class StandardInput {
    /** Set by the launcher, because the JVM would take its own first file for a standard input that is closed. */
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
