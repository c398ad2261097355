package io.github.atomicwrite.sample;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads a path of the command line. */
final class GivenPath {
    /** The JVM puts this in the place of bytes that are not UTF-8. */
    private static final char UNDECODABLE = '\uFFFD';

    private GivenPath() {}

    /** @throws IOException if Java can't name the file */
    static Path of(String text) throws IOException {
        try {
            Path path = Path.of(text);
            if (text.indexOf(UNDECODABLE) >= 0) {
                throw new IOException("the name is not valid UTF-8, so Java can't open the file");
            }
            return path;
        } catch (InvalidPathException invalid) {
            throw new IOException("the name is not valid: " + invalid.getReason(), invalid);
        }
    }
}
