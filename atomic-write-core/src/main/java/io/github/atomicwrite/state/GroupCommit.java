package io.github.atomicwrite.state;

import io.github.atomicwrite.UnconfirmedWriteException;
import io.github.atomicwrite.internal.IoSupplier;
import io.github.atomicwrite.internal.PlatformThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The order of all writes of one file within this process.
 *
 * <p>Updates form groups, as in the group commit of a database. The first one in the queue leads: it reads the file and
 * applies its change. Those that wait behind it join, each in its own thread, in the order in which they came. Then the
 * leader commits for all of them. Later ones wait for the next group, and so start from what this one has left on disk.
 *
 * <p>Each waiting thread is woken for its own turn and for the outcome, and not in between.
 */
final class GroupCommit {
    private static final Map<Object, GroupCommit> BY_FILE = new ConcurrentHashMap<>();

    /** The number of files, not in use, of which this process remembers that they are durable. */
    private static final int MAX_REMEMBERED = 4_096;

    private int users;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Ticket> queue = new ArrayDeque<>();
    private boolean taken;

    /** The thread that runs a caller's code for this file now: a change, a format, a listener. */
    private volatile @Nullable Thread running;

    /** Whether the file on disk may not survive power loss although it was written: the next update must write it. */
    private volatile boolean inDoubt;

    /** The version of the file that this process has made durable. */
    private volatile Optional<Object> durable = Optional.empty();

    private GroupCommit() {}

    /** A caller in the queue. It gets the group that it may join; or none, if it has its own turn. */
    private record Ticket(@Nullable Object committer, CompletableFuture<@Nullable CommitGroup> turn) {}

    /** Runs an action while nothing else is done to the file. */
    static <R> R exclusively(Path path, Exclusive<R> action) throws IOException {
        return at(path, file -> {
            file.await(new Ticket(null, new CompletableFuture<>()));
            try {
                return action.run(file);
            } finally {
                file.endTurn();
            }
        });
    }

    /** Updates the file, together with others if they wait. */
    static <T> T update(Path path, SharedUpdate<T> update) throws IOException {
        return at(path, file -> file.update(update));
    }

    private static <R> R at(Path path, Exclusive<R> use) throws IOException {
        Object identity = PlatformThreads.call(() -> FileIdentity.of(path));
        GroupCommit file = BY_FILE.compute(identity, (key, known) -> {
            GroupCommit used = known != null ? known : new GroupCommit();
            used.users++;
            return used;
        });
        try {
            return Deadlocks.watched(file::running, () -> use.run(file));
        } finally {
            BY_FILE.computeIfPresent(identity, (key, used) -> --used.users == 0 && used.mayBeForgotten() ? null : used);
        }
    }

    private <T> T update(SharedUpdate<T> update) throws IOException {
        CommitGroup joined = await(new Ticket(update.commitsWith(), new CompletableFuture<>()));
        if (joined != null) {
            T state;
            try {
                state = joined.join(update);
            } finally {
                joined.passOn();
            }
            joined.await();
            return state;
        }
        try {
            return lead(update);
        } finally {
            endTurn();
        }
    }

    /** Lets those join that wait by now, then commits for all, even if the leader's own change has failed. */
    private <T> T lead(SharedUpdate<T> update) throws IOException {
        CommitGroup group = new CommitGroup(update);
        T state;
        try {
            state = group.join(update);
        } finally {
            group.letJoin(joiners(update.commitsWith()));
            running = Thread.currentThread();
            group.end(() -> commit(group, update));
        }
        group.await();
        return state;
    }

    private void commit(CommitGroup group, SharedUpdate<?> leader) throws IOException {
        byte[] bytes = group.changed();
        leader.commits(group.updates());
        if (bytes != null && (inDoubt || !group.isOnDisk())) {
            store(() -> leader.store(bytes));
        } else if (bytes != null) {
            confirm(leader);
        }
    }

    /** Writes the file. */
    void store(IoSupplier<Optional<Object>> write) throws IOException {
        try {
            durable = write.get();
            inDoubt = false;
        } catch (UnconfirmedWriteException inPlace) {
            inDoubt = true;
            throw inPlace;
        }
    }

    /** Makes what is on disk durable. If that fails, only another write helps: the next force would report success. */
    private void confirm(SharedUpdate<?> leader) throws IOException {
        try {
            durable = leader.confirm(durable);
        } catch (Throwable failure) {
            inDoubt = true;
            throw failure;
        }
    }

    /** Takes out of the queue those at its head that can share a commit. */
    private List<CompletableFuture<@Nullable CommitGroup>> joiners(Object committer) {
        lock.lock();
        try {
            List<CompletableFuture<@Nullable CommitGroup>> joiners = new ArrayList<>();
            while (!queue.isEmpty() && committer.equals(queue.element().committer())) {
                joiners.add(queue.remove().turn());
            }
            return joiners;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a turn, uninterrupted. */
    private @Nullable CommitGroup await(Ticket ticket) {
        lock.lock();
        try {
            if (taken) {
                queue.add(ticket);
            } else {
                taken = true;
                ticket.turn().complete(null);
            }
        } finally {
            lock.unlock();
        }
        CommitGroup joined = ticket.turn().join();
        running = Thread.currentThread();
        return joined;
    }

    private void endTurn() {
        lock.lock();
        try {
            running = null;
            Ticket next = queue.poll();
            if (next == null) {
                taken = false;
            } else {
                next.turn().complete(null);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean mayBeForgotten() {
        return !inDoubt && (durable.isEmpty() || BY_FILE.size() > MAX_REMEMBERED);
    }

    private @Nullable Thread running() {
        return running;
    }

    /** An action during which nothing else is done to the file. */
    @FunctionalInterface
    interface Exclusive<R> {
        R run(GroupCommit file) throws IOException;
    }
}
