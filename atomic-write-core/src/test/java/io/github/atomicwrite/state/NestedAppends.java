package io.github.atomicwrite.state;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Two updates of one file, of which the second begins while the change of the first is being applied. */
public final class NestedAppends {
    private static final long PATIENCE_MILLIS = 700;

    private NestedAppends() {}

    /** Appends a line to a state. */
    public static void append(Path file, String line, Runnable meanwhile) throws IOException {
        StateFile.of(file, new LinesFormat(), AtomicFileWriter.create().withDurability(Durability.NONE))
                .update(ArrayList::new, lines -> {
                    meanwhile.run();
                    List<String> more = new ArrayList<>(lines);
                    more.add(line);
                    return more;
                });
    }

    /** Appends twice. Where the second update takes its turn, it is over after the first; else it is over within it. */
    static void appendBoth(Append first, Append second) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                second.append("second", () -> {});
                done.complete(null);
            } catch (Throwable failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        first.append("first", () -> {
            thread.start();
            await(done);
        });
        done.get(10, TimeUnit.SECONDS);
    }

    private static void await(CompletableFuture<Void> done) {
        try {
            done.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException waitsForItsTurn) {
            // as it should
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    @FunctionalInterface
    interface Append {
        void append(String line, Runnable meanwhile) throws Exception;
    }
}
