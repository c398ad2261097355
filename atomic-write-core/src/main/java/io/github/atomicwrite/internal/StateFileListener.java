package io.github.atomicwrite.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of what happens to state files. A commit listener of a writer that implements this interface too is
 * notified of the state files that are written with this writer.
 */
public interface StateFileListener {
    /** Prepares a write or an update, before the file's queue is entered. An exception reaches the caller. */
    default void beforeWrite(Path file) throws IOException {}

    /** Called when a write or an update has ended. An exception is logged and dropped. */
    default void onUpdate(Update update) {}

    /** Called when the corruption handler has moved a damaged file aside. An exception is logged and dropped. */
    default void onQuarantine(Path file) {}

    /**
     * A write or an update that has ended.
     *
     * @param file the state file's path
     * @param waited the time until the file was free for it
     * @param elapsed the whole time, {@code waited} included
     * @param committed the number of updates in the commit that it made; 0 if another update has made its commit, or if
     *     there was none
     * @param failure what the caller got instead of a result
     */
    record Update(
            Path file,
            Duration waited,
            Duration elapsed,
            int committed,
            @Nullable Throwable failure) {}
}
