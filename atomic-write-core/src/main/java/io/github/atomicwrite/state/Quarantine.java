package io.github.atomicwrite.state;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves a damaged file aside, durably, before anything takes its place. */
enum Quarantine implements CorruptionHandler {
    INSTANCE;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void handle(Path file, CorruptStateException damage) throws IOException {
        Path damaged = file.toRealPath();
        // Opened first: where the directory can't be forced, nothing must have been moved.
        try (AsynchronousFileChannel directory =
                openToForce(Objects.requireNonNull(damaged.getParent(), "the root is no file"))) {
            Path aside =
                    reserve(damaged.resolveSibling(damaged.getFileName() + ".corrupt-" + TIME.format(Instant.now())));
            move(damaged, aside);
            if (directory != null) {
                force(directory, damaged, aside);
            }
            System.getLogger(StateFile.class.getName())
                    .log(Level.WARNING, file + " is damaged and was moved to " + aside + "; starting anew", damage);
        }
    }

    /** If this fails, the file goes back, for the next look must not find that there is none, and start anew. */
    private static void force(AsynchronousFileChannel directory, Path damaged, Path aside) throws IOException {
        try {
            directory.force(true);
        } catch (Throwable unforced) {
            try {
                Files.move(aside, damaged); // never over what someone has put there
            } catch (IOException leftAside) {
                unforced.addSuppressed(leftAside);
            }
            throw unforced;
        }
    }

    /** An atomic move replaces what is there, so the name is taken first: creating a file never replaces one. */
    private static Path reserve(Path wanted) throws IOException {
        Path free = wanted;
        for (int number = 2; ; number++) {
            try {
                return Files.createFile(free);
            } catch (FileAlreadyExistsException taken) {
                free = wanted.resolveSibling(wanted.getFileName() + "-" + number);
            }
        }
    }

    private static void move(Path damaged, Path reserved) throws IOException {
        try {
            Files.move(damaged, reserved, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable notMoved) {
            try {
                Files.deleteIfExists(reserved);
            } catch (IOException leftover) {
                notMoved.addSuppressed(leftover);
            }
            throw notMoved;
        }
    }

    /**
     * Directories can be forced on POSIX systems alone; elsewhere, this returns null. Of the JDK's channels, this one can't
     * be interrupted.
     */
    private static @Nullable AsynchronousFileChannel openToForce(Path directory) throws IOException {
        boolean forceable = directory.getFileSystem().equals(FileSystems.getDefault())
                && directory.getFileSystem().supportedFileAttributeViews().contains("unix");
        return forceable ? AsynchronousFileChannel.open(directory, StandardOpenOption.READ) : null;
    }
}
