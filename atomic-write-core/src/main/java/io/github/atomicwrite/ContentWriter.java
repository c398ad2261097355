package io.github.atomicwrite;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Produces a file's content.
 *
 * @see AtomicFileWriter#write(java.nio.file.Path, ContentWriter)
 */
@FunctionalInterface
public interface ContentWriter {
    /**
     * Writes the whole content. Returning normally means that it is complete and may be committed. An exception or
     * error leaves the target as it was.
     *
     * @param out where to write: buffered, and lent for this call alone. Closing it flushes it and does no harm.
     * @throws IOException if the content can't be produced or written
     */
    void writeTo(OutputStream out) throws IOException;
}
