package io.github.atomicwrite.state;

import java.io.IOException;
import java.nio.file.Path;

/** Decides what becomes of a state file that can't be read back. */
@FunctionalInterface
public interface CorruptionHandler {
    /**
     * Deals with a damaged file. Returning means: go on as if there were no file.
     *
     * @param file the damaged file
     * @param damage what is wrong with it
     * @throws IOException to go no further; nothing is overwritten then
     */
    void handle(Path file, CorruptStateException damage) throws IOException;

    /**
     * Returns the handler that throws what it is given: a person has to look. The default.
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
     * <p>The file becomes {@code <name>.corrupt-<UTC time>} beside it (where the path is a link, beside the file at its end), as in
     * {@code cache.json.corrupt-20260131T235959Z}, and never takes the place of an earlier one: {@code -2}, {@code -3}, … is added where need
     * be. The directory is forced and a warning is logged with {@link System.Logger} before the program goes on. If the file can't
     * be moved, that is the error, and nothing is overwritten.
     *
     * @return the handler
     */
    static CorruptionHandler quarantine() {
        return Quarantine::handle;
    }
}
