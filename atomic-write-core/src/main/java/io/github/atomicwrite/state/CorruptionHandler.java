package io.github.atomicwrite.state;

import java.io.IOException;
import java.nio.file.Path;

/** Decides what happens to a damaged state file. */
@FunctionalInterface
public interface CorruptionHandler {
    /**
     * Handles a damaged file. A normal return means: continue as if there were no file.
     *
     * @param file the damaged file
     * @param damage what is wrong with it
     * @throws IOException to stop; nothing is overwritten then
     */
    void handle(Path file, CorruptStateException damage) throws IOException;

    /**
     * Returns the handler that throws the exception: a person has to look. This is the default.
     *
     * @return the handler
     */
    static CorruptionHandler fail() {
        return (file, damage) -> {
            throw damage;
        };
    }

    /**
     * Returns the handler that moves the damaged file aside, so that the program starts anew and nothing is lost.
     *
     * <p>The file gets the name {@code <name>.corrupt-<UTC time>} in the same directory (if the path is a link, beside
     * the file at its end), as in {@code cache.json.corrupt-20260131T235959Z}. It never replaces an earlier copy:
     * {@code -2}, {@code -3}, … is added if needed. A name that would have more than 255 bytes is shortened. The
     * directory is forced and a warning is logged with {@link System.Logger} before the program continues. If the file
     * can't be moved, that is the error, and nothing is overwritten.
     *
     * <p>The new file, if its writer has no explicit mode, gets the mode of the last copy.
     *
     * @return the handler
     */
    static CorruptionHandler quarantine() {
        return Quarantine::handle;
    }
}
