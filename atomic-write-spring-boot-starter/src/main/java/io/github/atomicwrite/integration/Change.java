package io.github.atomicwrite.integration;

import io.github.atomicwrite.UnconfirmedWriteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A change of the entries, and the thread that waits for its result. The thread is woken once. */
final class Change<R extends @Nullable Object> {
    private final Path file;
    private final Function<Map<String, String>, R> function;
    private final Thread thread = Thread.currentThread();

    /** True if the thread must commit the change itself; false if the change has ended. */
    private final CompletableFuture<Boolean> turn = new CompletableFuture<>();

    private @Nullable R result;
    private @Nullable Throwable failure;

    Change(Path file, Function<Map<String, String>, R> function) {
        this.file = file;
        this.function = function;
    }

    Thread thread() {
        return thread;
    }

    /** Waits, uninterrupted. Returns whether this thread must commit the change itself. */
    boolean awaitTurn() {
        return turn.join();
    }

    void startTurn() {
        turn.complete(true);
    }

    void apply(Map<String, String> entries) {
        result = function.apply(entries);
    }

    void end(@Nullable Throwable failed) {
        failure = failed;
        turn.complete(false);
    }

    @SuppressWarnings("NullAway") // null only if the function has returned null
    R result() {
        if (failure instanceof UnconfirmedWriteException inPlace) {
            throw new UncheckedIOException(
                    "The metadata store " + file + " is changed, but the change may not survive power loss", inPlace);
        }
        if (failure instanceof IOException notWritten) {
            throw new UncheckedIOException("Can't change the metadata store " + file, notWritten);
        }
        if (failure instanceof RuntimeException refused) {
            throw refused;
        }
        if (failure instanceof Error fatal) {
            throw fatal;
        }
        return result;
    }
}
