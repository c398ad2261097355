package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the path below {@code /proc/self/fd} that leads to a file which this process has open (proc_pid_fd(5)). It
 * leads to the open file itself, even after someone else has put a link or another file under its name. Java has no
 * other way to change owner and mode through a descriptor.
 */
final class OpenFilePath {
    private static final Path DESCRIPTORS = descriptors();
    private static final boolean AVAILABLE = Files.isDirectory(DESCRIPTORS);

    /**
     * The number of the descriptor that this thread found last. The next one mostly has it again, or is a neighbour.
     */
    private static final ThreadLocal<Integer> LAST = ThreadLocal.withInitial(() -> 0);

    private static final int[] NEIGHBOURS = {0, 1, -1};

    /** The maximum number of descriptors that are tried before all are listed. */
    private static final int MAX_RECENT = 64;

    /** Descriptors that temporaries had. The system gives out the lowest free one, so most of them come again. */
    private static final Set<Path> RECENT = ConcurrentHashMap.newKeySet();

    /** The paths of all temporaries that this process writes now. */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private OpenFilePath() {}

    /** Resolves the link {@code /proc/self} once: each look through it takes longer. */
    private static Path descriptors() {
        Path self = Path.of("/proc/self");
        try {
            return self.toRealPath().resolve("fd");
        } catch (IOException absent) {
            return self.resolve("fd");
        }
    }

    /**
     * Returns that path; the file's own one where the system has no such directory (macOS).
     *
     * @param open an open file or directory whose name is unique
     */
    static Path of(Path open) throws IOException {
        return AVAILABLE ? find(open) : open;
    }

    /**
     * Returns that path; the file's own one where the system has no such directory (macOS). No other temporary gets it
     * until it is {@linkplain #release released}.
     *
     * @param file an open file whose name is unique
     * @throws NoSuchFileException if it doesn't have its name any more
     * @throws FileSystemException if that path is claimed already, so that it leads to another temporary
     */
    static Path claim(Path file) throws IOException {
        if (!AVAILABLE) {
            return file;
        }
        Path found = find(file);
        if (!CLAIMED.add(found)) {
            throw anotherFile(file);
        }
        return found;
    }

    static FileSystemException anotherFile(Path file) {
        return new FileSystemException(
                file.toString(), null, "another program has put another file in the place of the temporary");
    }

    static void release(Path claimed) {
        CLAIMED.remove(claimed);
    }

    private static Path find(Path file) throws IOException {
        int last = LAST.get();
        for (int neighbour : NEIGHBOURS) {
            Path descriptor = DESCRIPTORS.resolve(Integer.toString(last + neighbour));
            if (leadsTo(descriptor, file)) {
                LAST.set(last + neighbour);
                return descriptor;
            }
        }
        Path found = findAmongRecent(file);
        LAST.set(Integer.valueOf(found.getFileName().toString()));
        return found;
    }

    private static Path findAmongRecent(Path file) throws IOException {
        for (Path recent : RECENT) {
            if (!CLAIMED.contains(recent) && leadsTo(recent, file)) {
                return recent;
            }
        }
        Path found = findAmongAll(file);
        if (RECENT.size() >= MAX_RECENT) {
            RECENT.clear();
        }
        RECENT.add(found);
        return found;
    }

    /** Takes long if the process has many descriptors. */
    private static Path findAmongAll(Path file) throws IOException {
        Path found = null;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(descriptor, file)) {
                    found = descriptor;
                    break;
                }
            }
        } catch (Exception failed) {
            // Not only IOException: JDK 17 throws its own UnixException when close(2) fails, checked and not declared.
            if (found == null) {
                throw new FileSystemException(file.toString(), null, "its descriptor was not found: " + failed);
            }
        }
        if (found == null) {
            throw new NoSuchFileException(
                    file.toString(), null, "another program has removed or renamed the temporary");
        }
        return found;
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return file.getFileName().equals(Files.readSymbolicLink(descriptor).getFileName());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
