package io.github.atomicwrite;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of one write.
 *
 * @param target the file that the write was to replace, links followed; the path as it was given where it was refused
 * @param bytes the number of bytes of content that had been written when the write ended
 * @param elapsed the time from the moment when the content was complete to the outcome, so that a slow producer doesn't
 *     look like a slow disk; zero for a write that failed before
 * @param outcome how it ended
 * @param failure the exception that the caller is about to get; {@code null} if, and only if, the outcome is
 *     {@link Outcome#COMMITTED}
 */
public record CommitEvent(
        Path target,
        long bytes,
        Duration elapsed,
        Outcome outcome,
        @Nullable Throwable failure) {

    /** How a write ended. */
    public enum Outcome {
        /** The new content is at the target, as durable as the writer makes it. */
        COMMITTED,
        /** The target is exactly as it was before. */
        FAILED,
        /** The new content is at the target; whether it survives power loss is not known. */
        UNCONFIRMED
    }
}
