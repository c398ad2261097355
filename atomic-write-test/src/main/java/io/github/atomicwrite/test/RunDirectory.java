package io.github.atomicwrite.test;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * A directory of a run, among the system's temporary files. It is deleted at the end of the run, or of the JVM; if the
 * JVM was killed, by the next run. A lock shows that its run is alive.
 */
final class RunDirectory implements AutoCloseable {
    static final String PREFIX = "atomic-write-crash-test-";

    private static final String LOCK = "in-use";

    /** A directory without a lock is just being made, unless it is as old as this. */
    private static final Duration MAX_START = Duration.ofHours(1);

    private final Path path;
    private final FileChannel lock;
    private final Thread atExit = new Thread(this::deleteAtExit, PREFIX + "cleanup");
    private int states;

    private RunDirectory(Path path) throws IOException {
        this.path = path;
        this.lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Not lock(): an interrupted thread could not take it. Nobody else has it, because the name is new.
        lock.tryLock();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Makes one. */
    static RunDirectory createIn(Path parent) throws IOException {
        return new RunDirectory(Files.createTempDirectory(parent, PREFIX).toRealPath());
    }

    /** Makes the directory in which the action runs. */
    Path recorded() throws IOException {
        return Files.createDirectory(path.resolve("directory"));
    }

    /** Returns the path of a file that is not there yet. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** Makes a name for the directory of one more state. */
    Path nextState() {
        return path.resolve("state-" + ++states);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            FileTree.delete(path);
        } finally {
            unregister();
        }
    }

    private void unregister() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            log("The JVM ends during a crash test", shuttingDown);
        }
    }

    private void deleteAtExit() {
        try {
            FileTree.delete(path);
        } catch (IOException inUse) {
            log(path + " is left to the next run", inUse);
        }
    }

    /** Deletes what killed runs have left in a directory. */
    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path left : found) {
                try {
                    deleteIfAbandoned(left);
                } catch (IOException | OverlappingFileLockException inUseOrNotOurs) {
                    log(left + " is left", inUseOrNotOurs);
                }
            }
        }
    }

    private static void deleteIfAbandoned(Path left) throws IOException {
        try (FileChannel channel = FileChannel.open(left.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                FileTree.delete(left);
            }
        } catch (NoSuchFileException noLock) {
            if (Files.getLastModifiedTime(left)
                    .toInstant()
                    .isBefore(Instant.now().minus(MAX_START))) {
                FileTree.delete(left);
            }
        }
    }

    private static void log(String message, Exception cause) {
        System.getLogger(CrashTest.class.getName()).log(Level.DEBUG, message, cause);
    }
}
