package io.github.atomicwrite;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The end of one write.
 *
 * @param target the file that the write was to replace, links followed; the path as it was given where it was refused
 * @param bytes how many bytes of content had been written when the write ended
 * @param elapsed the commit's own time, from the moment that the content was complete to the outcome, so that a slow
 *     producer doesn't look like a slow disk; zero for a write that failed before
 * @param outcome how it ended
 * @param failure what the caller is about to be thrown; {@code null} if, and only if, the outcome is
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
        /** The new content is at the target, as durable as was asked for. */
        COMMITTED,
        /** The target is exactly as it was before. */
        FAILED,
        /** The new content is at the target; whether it survives power loss is not known. */
        UNCONFIRMED
    }
}
