package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.PlatformThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Holds the lock on a lock file in a thread of its own, until the thread's name counts no user any more. */
final class LockFile implements Runnable {
    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Behind the content: Windows lets nobody read the bytes that are locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** In the name of the thread, before the number of users. */
    static final String USERS = ", users: ";

    private static final int MAX_DIGITS = 20;

    /** A process writes its ID right after it has the lock. */
    private static final int READS = 20;

    private static final long PAUSE_NANOS = 10_000_000;

    private final Path file;
    private final CompletableFuture<@Nullable Throwable> locked = new CompletableFuture<>();

    private LockFile(Path file) {
        this.file = file;
    }

    /**
     * Locks the file. It stays locked while the name of the new thread counts users; now it counts one.
     *
     * @throws DirectoryInUseException if another process has locked the file
     */
    static void lock(Path file, String identity, ThreadGroup group) throws IOException {
        LockFile task = new LockFile(file);
        Thread thread = new Thread(group, task, identity + 1, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        Throwable failure = task.locked.join();
        if (failure != null) {
            PlatformThreads.join(List.of(thread)); // while it is alive, its name says that the file is locked
        }
        Failures.rethrow(failure);
    }

    @Override
    public void run() {
        try (FileChannel channel = FileChannel.open(file, OPTIONS)) {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw new DirectoryInUseException(Objects.requireNonNull(file.getParent()), holder(channel));
            }
            requireLockFile(channel);
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            locked.complete(null);
            waitUntilUnused(Thread.currentThread());
        } catch (OverlappingFileLockException foreign) {
            locked.complete(new FileSystemException(file.toString(), null, "other code of this process has locked it"));
        } catch (Throwable failure) {
            locked.complete(failure);
        }
    }

    private static void waitUntilUnused(Thread thread) {
        while (users(thread) > 0) {
            LockSupport.park();
            Thread.interrupted(); // else the next park() would return at once
        }
    }

    static int users(Thread thread) {
        String name = thread.getName();
        return Integer.parseInt(name.substring(name.lastIndexOf(USERS) + USERS.length()));
    }

    static void setUsers(Thread thread, int users) {
        String name = thread.getName();
        thread.setName(name.substring(0, name.lastIndexOf(USERS) + USERS.length()) + users);
        LockSupport.unpark(thread);
    }

    /**
     * Refuses another file that has got the name by a hard link. After power loss, a lock file may hold zero bytes: it
     * is never forced.
     */
    private void requireLockFile(FileChannel channel) throws IOException {
        if (channel.size() > MAX_DIGITS || !text(channel).matches("[0-9\\x00]*")) {
            throw new FileSystemException(
                    file.toString(), null, "is no lock file, because it holds more than a process ID: move it away");
        }
    }

    private static OptionalLong holder(FileChannel channel) throws IOException {
        OptionalLong holder = processId(channel);
        for (int read = 1; read < READS && holder.isEmpty(); read++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            holder = processId(channel);
        }
        return holder;
    }

    private static OptionalLong processId(FileChannel channel) throws IOException {
        String digits = text(channel);
        return digits.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_DIGITS);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }
}
