package io.github.atomicwrite.state;

import io.github.atomicwrite.UnconfirmedWriteException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The turns that all writes of one file take within this process.
 *
 * <p>Updates form rounds, as in the group commit of a database. The first one to come leads: it reads the file and applies its change.
 * Those that were waiting join behind it, each in its own thread, in the order in which they came. Then the
 * leader commits for all of them. Who comes in the meantime waits for the next round, and so builds on what this one has
 * really left on disk.
 */
final class GroupCommit {
    private static final Map<Path, GroupCommit> BY_FILE = new ConcurrentHashMap<>();

    private int users;

    /** Fair: whoever waits for it gets it in the order of coming, and before a leader who takes it a second time. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition changed = lock.newCondition();
    private @Nullable CommitGroup forming;
    private @Nullable Thread committing;

    /** Whether what is on disk may not survive power loss: the next update must write it even if it is the same. */
    private volatile boolean inDoubt;

    private GroupCommit() {}

    /** Does something when nothing else is being done to the file. */
    static <R> R take(Path path, Action<R> action) throws IOException {
        return at(path, turns -> turns.take(action));
    }

    /** Writes the file when nothing else is being done to it. */
    static void write(Path path, Commit commit) throws IOException {
        at(
                path,
                turns -> turns.take(() -> {
                    turns.settle(commit);
                    return turns;
                }));
    }

    /** Updates the file, together with others where they wait. */
    static <T> T share(Path path, SharedUpdate<T> update) throws IOException {
        return at(path, turns -> turns.share(update));
    }

    private static <R> R at(Path path, Use<R> use) throws IOException {
        Path file = realPath(path);
        GroupCommit turns = BY_FILE.compute(file, (key, known) -> {
            GroupCommit used = known != null ? known : new GroupCommit();
            used.users++;
            return used;
        });
        try {
            return use.of(turns);
        } finally {
            BY_FILE.computeIfPresent(file, (key, used) -> --used.users == 0 && !used.inDoubt ? null : used);
        }
    }

    /** The one path of a file that may have many, and may not exist yet. */
    private static Path realPath(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException absent) {
            if (Files.isSymbolicLink(path)) {
                return realPath(path.resolveSibling(Files.readSymbolicLink(path)));
            }
            Path absolute = path.toAbsolutePath();
            Path directory = absolute.getParent();
            return directory == null || !Files.exists(directory)
                    ? absolute
                    : directory.toRealPath().resolve(absolute.getFileName());
        } catch (FileSystemException unreachable) {
            return path.toAbsolutePath(); // whoever reads or writes it says why it can't be reached
        }
    }

    private <R> R take(Action<R> action) throws IOException {
        refuseReentry();
        lock.lock();
        try {
            while (committing != null || forming != null) {
                changed.awaitUninterruptibly();
            }
            committing = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            return action.run();
        } finally {
            endTurn();
        }
    }

    private <T> T share(SharedUpdate<T> update) throws IOException {
        refuseReentry();
        CommitGroup led = null;
        CommitGroup joined;
        T state;
        lock.lock();
        try {
            while (committing != null || (forming != null && !forming.committer.equals(update.commitsWith()))) {
                changed.awaitUninterruptibly();
            }
            if (forming == null) {
                led = new CommitGroup(update);
                forming = led;
            }
            joined = forming;
            state = joined.join(update);
        } finally {
            lock.unlock();
            if (led != null) {
                lead(led, update);
            }
        }
        joined.await();
        return state;
    }

    /** Lets those join that are waiting already, then commits, also if the leader's own change has thrown. */
    private void lead(CommitGroup round, SharedUpdate<?> leader) {
        lock.lock();
        try {
            forming = null;
            committing = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            round.commit(bytes -> settle(() -> leader.store(bytes)), inDoubt);
        } finally {
            endTurn();
        }
    }

    private void settle(Commit commit) throws IOException {
        try {
            commit.run();
            inDoubt = false;
        } catch (UnconfirmedWriteException inPlace) {
            inDoubt = true;
            throw inPlace;
        }
    }

    private void endTurn() {
        lock.lock();
        try {
            committing = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A change that updates its own file would wait for itself. */
    private void refuseReentry() {
        if (lock.isHeldByCurrentThread() || Thread.currentThread().equals(committing)) {
            throw new IllegalStateException("a state file can't be updated or written from within a change of itself");
        }
    }

    @FunctionalInterface
    interface Action<R> {
        R run() throws IOException;
    }

    @FunctionalInterface
    interface Commit {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Use<R> {
        R of(GroupCommit turns) throws IOException;
    }
}
