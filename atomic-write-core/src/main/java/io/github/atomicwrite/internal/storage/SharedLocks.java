package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Record locks on empty files that many threads and processes share, or that one of them has alone.
 *
 * <p>Closing <em>any</em> descriptor of a file drops all locks that the process has on it (<a
 * href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>). So each file is opened once,
 * and closed when nobody in this process has a lock on it any more. Another copy of this library in the process counts
 * too: each copy that shares a file locks one byte of its own (the bytes need not exist), and the JDK, which knows the
 * locks of the whole process, reports an overlap. A monitor that all copies have in common separates their steps.
 */
final class SharedLocks {
    /** A string that is interned is one object in the whole process. */
    private static final Object PROCESS = "io.github.atomicwrite.internal.storage.SharedLocks".intern();

    private static final Set<OpenOption> TO_SHARE = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> TO_OWN =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final long BYTE_OF_THIS_COPY = new SecureRandom().nextLong() >>> 2;

    /** What this copy of the library has open, by the identity of the file. */
    private static final Map<Object, OpenFile> FILES = new HashMap<>();

    private SharedLocks() {}

    private static final class OpenFile {
        private @Nullable AsynchronousFileChannel toShare;
        private @Nullable AsynchronousFileChannel toOwn;
        private @Nullable FileLock lock;
        private int sharers;

        AsynchronousFileChannel toShare(Path path) throws IOException {
            if (toShare == null) {
                toShare = AsynchronousFileChannel.open(path, TO_SHARE, CallerRuns.INSTANCE);
            }
            return toShare;
        }

        AsynchronousFileChannel toOwn(Path path) throws IOException {
            if (toOwn == null) {
                toOwn = AsynchronousFileChannel.open(path, TO_OWN, CallerRuns.INSTANCE);
            }
            return toOwn;
        }

        List<AsynchronousFileChannel> channels() {
            return Stream.of(toShare, toOwn).filter(Objects::nonNull).toList();
        }

        boolean isIdle() {
            return lock == null;
        }

        /** The JDK reports an overlap with any lock of any copy. */
        boolean isLockedByAnotherCopy() {
            try {
                for (AsynchronousFileChannel channel : channels()) {
                    FileLock probe = PosixLock.tryLock(channel, 0, Long.MAX_VALUE, true);
                    if (probe != null) {
                        probe.release();
                    }
                }
                return false;
            } catch (OverlappingFileLockException ofAnotherCopy) {
                return true;
            } catch (IOException noLocks) {
                StorageLog.debug("A lock file can't be locked", noLocks);
                return false; // the JDK looks at its own locks first
            }
        }

        void unlock() throws IOException {
            FileLock held = lock;
            lock = null;
            if (held != null) {
                held.release();
            }
        }

        void close() throws IOException {
            List<IoAction> closes = new ArrayList<>();
            channels().forEach(channel -> closes.add(channel::close));
            Failures.runAll(closes);
        }
    }

    /** Creates and closes a file before any thread of this process can lock it. */
    static void create(Path file) throws IOException {
        synchronized (PROCESS) {
            Files.createFile(file);
        }
    }

    static @Nullable Closeable tryShared(Path path) throws IOException {
        synchronized (PROCESS) {
            return tryLock(path, true);
        }
    }

    static @Nullable Closeable tryAlone(Path path) throws IOException {
        synchronized (PROCESS) {
            return tryLock(path, false);
        }
    }

    private static @Nullable Closeable tryLock(Path path, boolean shared) throws IOException {
        closeIdle();
        Object key = keyOf(path);
        OpenFile file = FILES.computeIfAbsent(key, absent -> new OpenFile());
        if (!file.isIdle() && !(shared && file.sharers > 0)) {
            return null;
        }
        try {
            if (file.isIdle() && !lock(file, path, shared)) {
                closeUnlessUsed(key, file);
                return null;
            }
            file.sharers += shared ? 1 : 0;
        } catch (Throwable failure) {
            Failures.cleanUp(failure, () -> closeUnlessUsed(key, file));
            throw failure;
        }
        Closeable held = new Held(key, file, shared);
        try {
            // The file that was opened still has its name if the name leads to the same file as before.
            if (!key.equals(keyOf(path))) {
                throw new NoSuchFileException(path.toString());
            }
        } catch (Throwable failure) {
            Failures.cleanUp(failure, held::close);
            throw failure;
        }
        return held;
    }

    private static boolean lock(OpenFile file, Path path, boolean shared) throws IOException {
        try {
            file.lock = shared
                    ? PosixLock.tryLock(file.toShare(path), BYTE_OF_THIS_COPY, 1, true)
                    : PosixLock.tryLock(file.toOwn(path), 0, Long.MAX_VALUE, false);
        } catch (OverlappingFileLockException ofAnotherCopy) {
            return false;
        }
        return file.lock != null;
    }

    private static Object keyOf(Path path) throws IOException {
        return Objects.requireNonNull(PosixFiles.requireRegular(path).fileKey());
    }

    /** One holder of a lock. Closing it twice does nothing. */
    private static final class Held implements Closeable {
        private final Object key;
        private final OpenFile file;
        private final boolean shared;
        private boolean open = true;

        Held(Object key, OpenFile file, boolean shared) {
            this.key = key;
            this.file = file;
            this.shared = shared;
        }

        @Override
        public void close() throws IOException {
            synchronized (PROCESS) {
                if (open) {
                    open = false;
                    file.sharers -= shared ? 1 : 0;
                    if (file.sharers == 0) {
                        Failures.runAll(List.of(file::unlock, () -> closeUnlessUsed(key, file)));
                    }
                }
            }
        }
    }

    /**
     * Closes files that another copy used when this one had finished with them. If one can't be closed, the others can
     * be locked all the same.
     */
    private static void closeIdle() {
        for (Map.Entry<Object, OpenFile> open : List.copyOf(FILES.entrySet())) {
            try {
                closeUnlessUsed(open.getKey(), open.getValue());
            } catch (IOException notClosed) {
                StorageLog.debug("A lock file could not be closed", notClosed);
            }
        }
    }

    /** Closes a file that nobody in this process has locked. */
    private static void closeUnlessUsed(Object key, OpenFile file) throws IOException {
        if (file.isIdle() && !file.isLockedByAnotherCopy()) {
            FILES.remove(key);
            file.close();
        }
    }
}
