package io.github.atomicwrite.integration;

import io.github.atomicwrite.UnconfirmedWriteException;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one file, and the order of their changes.
 *
 * <p>One thread at a time commits. It applies its own change and the changes of all threads that wait by then to one
 * copy of the entries, and writes that copy in one update of the file. {@link StateFile#update} alone would also share
 * the commit, but it would decode and encode the whole file once for each change.
 */
final class MetadataFile {
    private final StateFile<Map<String, String>> file;
    private volatile Known known;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Change<?>> waiting = new ArrayDeque<>();
    private @Nullable Thread committer;

    /** The entries on disk, and whether this process has made them durable. The map never changes. */
    private record Known(Map<String, String> entries, boolean durable) {}

    private MetadataFile(StateFile<Map<String, String>> file, Known known) {
        this.file = file;
        this.known = known;
    }

    /** Reads the file. */
    static MetadataFile read(StateFile<Map<String, String>> file) {
        try {
            Optional<Map<String, String>> found = file.read();
            return new MetadataFile(
                    file,
                    found.isPresent()
                            // the process that wrote the file may have been killed before it made the file durable
                            ? new Known(copy(file, found.get()), false)
                            : new Known(Map.of(), true));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Can't read the metadata store " + file.path(), unreadable);
        }
    }

    Map<String, String> entries() {
        return known.entries();
    }

    /** Returns the entries if they are durable, or {@code null}: then a change must make them durable first. */
    @Nullable
    Map<String, String> durableEntries() {
        Known now = known;
        return now.durable() ? now.entries() : null;
    }

    /** Applies a change, and returns its result when it is committed. */
    <R extends @Nullable Object> R change(Function<Map<String, String>, R> function) {
        Change<R> change = new Change<>(file.path(), function);
        if (startCommit(change) || change.awaitTurn()) {
            try {
                commit(new ArrayList<>(List.of(change)), this::takeWaiting);
            } finally {
                endCommit();
            }
        }
        return change.result();
    }

    /** Returns whether the calling thread commits now. Otherwise, the change waits in the queue. */
    private boolean startCommit(Change<?> change) {
        lock.lock();
        try {
            if (committer == null) {
                committer = Thread.currentThread();
                return true;
            }
            if (Thread.currentThread().equals(committer)) {
                throw new IllegalStateException(
                        "A change of the metadata store " + file.path() + " must not change the same store.");
            }
            waiting.add(change);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the first waiting thread commit. */
    private void endCommit() {
        lock.lock();
        try {
            Change<?> next = waiting.poll();
            committer = next == null ? null : next.thread();
            if (next != null) {
                next.startTurn();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Change<?>> takeWaiting() {
        lock.lock();
        try {
            List<Change<?>> taken = new ArrayList<>(waiting);
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Commits a group of changes and ends each of them. Changes may join when the file has been read. */
    private void commit(List<Change<?>> group, Joiners joiners) {
        Throwable failure = null;
        try {
            update(group, joiners);
        } catch (Throwable failed) {
            failure = failed;
        }
        if (group.size() > 1 && mayBeFromOneChange(failure)) {
            for (Change<?> alone : group) {
                commit(new ArrayList<>(List.of(alone)), List::of);
            }
            return;
        }
        for (Change<?> change : group) {
            change.end(failure);
        }
    }

    private void update(List<Change<?>> group, Joiners joiners) throws IOException {
        Map<String, String> before = known.entries();
        Map<String, String> changed = new LinkedHashMap<>();
        try {
            file.update(() -> before, found -> {
                changed.putAll(copy(file, found));
                group.addAll(joiners.take());
                for (Change<?> change : group) {
                    change.apply(changed);
                }
                return changed;
            });
            known = new Known(Collections.unmodifiableMap(changed), true);
        } catch (UnconfirmedWriteException inPlace) {
            known = new Known(Collections.unmodifiableMap(changed), false);
            throw inPlace;
        } catch (Throwable failed) {
            known = new Known(before, false);
            throw failed;
        }
    }

    /**
     * Returns whether the file's format may have refused what one of the changes has set. An exception about the file
     * itself is the failure of all changes.
     */
    private static boolean mayBeFromOneChange(@Nullable Throwable failure) {
        return failure instanceof Exception && !(failure instanceof FileSystemException);
    }

    /** Copies entries, and refuses those that a metadata store can't have. */
    private static Map<String, String> copy(StateFile<?> file, Map<String, String> entries) {
        Map<String, String> copy = new LinkedHashMap<>(entries);
        for (Map.Entry<String, String> entry : copy.entrySet()) {
            if (entry.getKey() == null || entry.getValue() == null) {
                String reason = "the value of the key \"" + entry.getKey() + "\" is null";
                throw new UncheckedIOException(
                        "Can't read the metadata store " + file.path(),
                        new FileSystemException(file.path().toString(), null, reason));
            }
        }
        return copy;
    }

    /** Takes the changes that join a commit. */
    @FunctionalInterface
    private interface Joiners {
        List<Change<?>> take();
    }
}
