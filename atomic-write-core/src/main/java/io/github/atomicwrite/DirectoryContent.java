package io.github.atomicwrite;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Produces the content of a directory.
 *
 * @see PublishedDirectory#publish(DirectoryContent)
 */
@FunctionalInterface
public interface DirectoryContent {
    /**
     * Writes the whole content. Returning normally means that it is complete and may be published: nothing may write to
     * the directory after that. An exception or error leaves the version that was current.
     *
     * @param directory an empty directory that only this process's user can enter. Any code and any program may create
     *     files, directories and links in it
     * @throws IOException if the content can't be produced or written
     */
    void writeTo(Path directory) throws IOException;
}
