package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One directory of a batch: its guard, an empty temporary whose lock proves the writer of all the others there alive, so
 * that they need no open descriptor.
 */
final class BatchDirectory implements Closeable {
    private final Path realPath;
    private final Storage storage;
    private final ClaimedTemporary guard;
    private Storage.@Nullable Directory directory;
    private @Nullable Throwable failure;

    /** Creates the guard beside the first target there. */
    BatchDirectory(Path realPath, Path target, Storage storage) throws IOException {
        this.realPath = realPath;
        this.storage = storage;
        this.guard = ClaimedTemporary.beside(new Target(target, null), Storage.Visibility.OWNER, storage);
    }

    Path realPath() {
        return realPath;
    }

    ClaimedTemporary temporaryFor(Target target, Storage.Visibility visibility) throws IOException {
        return guard.guarded(target, visibility);
    }

    /** Opens the directory, while that can still fail the batch without a trace. */
    void open() throws IOException {
        directory = storage.openDirectory(Target.directoryOf(guard.path()));
    }

    void move(PendingFile file) throws IOException {
        file.move(directory);
    }

    /** Makes the moves so far durable. After a failure there is no other try: the next force would say all is well. */
    void force() {
        attempt(() -> {
            if (directory != null && failure == null) {
                directory.force();
            }
        });
    }

    /** Removes the guard, for there is nothing left to guard, and makes that and all moves durable. */
    void confirm() {
        attempt(guard::close);
        force();
        attempt(this::close);
    }

    private void attempt(FileOperation step) {
        try {
            step.run();
        } catch (Throwable failed) {
            failure = failure == null ? failed : failure;
            Failures.suppress(failed, failure);
        }
    }

    /** What kept the moves in this directory from being confirmed; null if nothing did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Lets go of everything; the guard is removed if it still is there. */
    @Override
    @SuppressWarnings("try") // the resources are there to be closed
    public void close() throws IOException {
        try (Storage.Directory then = directory;
                ClaimedTemporary first = guard) {
            // nothing but the closing
        }
    }
}
