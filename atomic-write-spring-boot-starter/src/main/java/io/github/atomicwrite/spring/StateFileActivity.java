package io.github.atomicwrite.spring;

import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitListener;
import io.github.atomicwrite.UnconfirmedWriteException;
import io.github.atomicwrite.internal.StateFileListener;
import io.github.atomicwrite.internal.storage.Directories;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows the state files that were opened, and how the last write of each one ended. Creates the sub-directories of the
 * state directory in which state files are written.
 */
final class StateFileActivity implements CommitListener, StateFileListener {
    /** An application may open a file for each of its users. */
    private static final int MAX_FILES = 1_000;

    private static final int MAX_DIRECTORIES = 10_000;

    private final Path directory;
    private final Map<Path, Opened> opened = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Opened> eldest) {
            return size() > MAX_FILES;
        }
    });

    /** The sub-directories that this process has made durable. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    StateFileActivity(Path directory) {
        this.directory = directory;
    }

    /**
     * A state file.
     *
     * @param type the type of the state
     * @param outcome how the last write or update of this process ended; {@code null} before the first one
     */
    record Opened(Type type, CommitEvent.@Nullable Outcome outcome) {}

    void opened(Path file, Type type) {
        opened.putIfAbsent(key(file), new Opened(type, null));
    }

    /** Returns the files that were opened, in the order of their paths. */
    Map<Path, Opened> opened() {
        synchronized (opened) {
            return new TreeMap<>(opened);
        }
    }

    private static Path key(Path file) {
        return file.toAbsolutePath().normalize();
    }

    @Override
    public void beforeWrite(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null || parent.equals(directory) || !isBelow(parent)) {
            return;
        }
        boolean isDurable = durable.contains(parent) && Directories.exists(parent);
        if (!isDurable && Directories.exists(directory)) {
            Directories.createDurablyBelow(directory, parent);
            if (durable.size() >= MAX_DIRECTORIES) {
                durable.clear();
            }
            durable.add(parent);
        }
    }

    /** A path that goes up may lead anywhere. */
    private boolean isBelow(Path parent) {
        if (!parent.startsWith(directory)) {
            return false;
        }
        for (Path name : directory.relativize(parent)) {
            if (name.toString().equals("..")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void onUpdate(Update update) {
        CommitEvent.Outcome outcome = outcome(update.failure());
        opened.computeIfPresent(key(update.file()), (file, before) -> new Opened(before.type(), outcome));
    }

    private static CommitEvent.Outcome outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return CommitEvent.Outcome.COMMITTED;
        }
        return failure instanceof UnconfirmedWriteException
                ? CommitEvent.Outcome.UNCONFIRMED
                : CommitEvent.Outcome.FAILED;
    }

    /** Does nothing: {@link #onUpdate} also hears of updates that fail before the writer is called. */
    @Override
    public void onCommit(CommitEvent event) {}
}
