package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.PlatformThreads;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a directory that excludes other processes. All users within a process share it, and the last one that
 * closes it releases it. The kernel releases it when the process ends, so a lock file that is left behind does no harm.
 *
 * <p>The users may belong to several copies of this class, loaded by different class loaders. The copies must share one
 * file descriptor: POSIX drops all locks that a process has on a file when it closes <em>any</em> descriptor of that
 * file (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>). So one daemon
 * thread owns the descriptor. Every copy finds the thread by its name, which also counts the users.
 */
public final class DirectoryLock implements Closeable {
    /** The lock file. It holds the process ID of the last process that had the lock. */
    static final String NAME = ".atomic-write.lock";

    /** One monitor for all copies of this class: a process has one instance of each string constant. */
    private static final String MONITOR = "io.github.atomicwrite.internal.storage.DirectoryLock";

    private static final String THREAD = "atomic-write lock ";

    private final Path file;
    private final String identity;
    private final @Nullable Object key;

    /** Whether the kernel lists the lock while it is held. */
    private final boolean isListed;

    private final AtomicBoolean closed = new AtomicBoolean();

    private DirectoryLock(Path file, String identity, @Nullable Object key) {
        this.file = file;
        this.identity = identity;
        this.key = key;
        this.isListed = KernelLocks.list(file);
    }

    /**
     * Takes the lock, or shares it if this process has it.
     *
     * @throws DirectoryInUseException if another process has it
     * @throws IOException if the lock file can't be created or locked
     */
    public static DirectoryLock acquire(Path directory) throws IOException {
        return PlatformThreads.call(() -> {
            Path real = Storages.of(directory).realPath(directory);
            Object key = key(real);
            Path file = real.resolve(NAME);
            String identity = THREAD + (key == null ? real : key) + LockFile.USERS;
            synchronized (MONITOR) {
                Thread owner = owner(identity);
                if (owner == null) {
                    LockFile.lock(file, identity, group());
                } else {
                    LockFile.setUsers(owner, LockFile.users(owner) + 1);
                }
                try {
                    return new DirectoryLock(file, identity, key(file));
                } catch (Throwable deleted) {
                    release(identity);
                    throw deleted;
                }
            }
        });
    }

    /**
     * Whether this process still has the lock. It is lost if someone deletes or replaces the lock file, or if other
     * code of this process has opened and closed it, which only shows where the kernel lists the locks.
     */
    public boolean isHeld() throws IOException {
        return PlatformThreads.call(() -> {
            synchronized (MONITOR) {
                return !closed.get() && owner(identity) != null && isInPlace();
            }
        });
    }

    private boolean isInPlace() throws IOException {
        try {
            return Objects.equals(key, key(file)) && (!isListed || KernelLocks.list(file));
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    /** Copies of this class may use different storages, whose keys of one file differ. */
    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            PlatformThreads.run(() -> {
                synchronized (MONITOR) {
                    release(identity);
                }
            });
        }
    }

    private static void release(String identity) {
        Thread owner = owner(identity);
        if (owner != null) {
            int users = LockFile.users(owner) - 1;
            LockFile.setUsers(owner, users);
            if (users == 0) {
                PlatformThreads.join(List.of(owner));
            }
        }
    }

    private static ThreadGroup group() {
        ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static @Nullable Thread owner(String identity) {
        ThreadGroup group = group();
        Thread[] threads = new Thread[16];
        int count = group.enumerate(threads, false);
        while (count == threads.length) {
            threads = new Thread[2 * count];
            count = group.enumerate(threads, false);
        }
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.isAlive() && thread.getName().startsWith(identity))
                .findAny()
                .orElse(null);
    }
}
