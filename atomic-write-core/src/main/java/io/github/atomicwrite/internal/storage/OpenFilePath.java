package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Finds the path below {@code /proc/self/fd} that leads to a file which this process has open (proc_pid_fd(5)). It
 * leads to the open file itself, even after someone else has put a link or another file under its name. Java has no
 * other way to change owner and mode through a descriptor.
 */
final class OpenFilePath {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final boolean AVAILABLE = Files.isDirectory(DESCRIPTORS);

    /** The descriptor that this thread found last. A thread that writes one file after another mostly gets it again. */
    private static final ThreadLocal<Path> LAST = ThreadLocal.withInitial(() -> DESCRIPTORS);

    private OpenFilePath() {}

    /**
     * Returns that path; the file's own one where the system has no such directory (macOS).
     *
     * @param file an open file whose name is unique
     * @throws NoSuchFileException if it doesn't have its name any more
     */
    static Path of(Path file) throws IOException {
        if (!AVAILABLE) {
            return file;
        }
        Path last = LAST.get();
        if (leadsTo(last, file)) {
            return last;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(descriptor, file)) {
                    LAST.set(descriptor);
                    return descriptor;
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        throw new NoSuchFileException(file.toString(), null, "another program has removed or renamed the temporary");
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return file.getFileName().equals(Files.readSymbolicLink(descriptor).getFileName());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
