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

/** Moves a damaged file aside, durably, before anything takes its place. */
enum Quarantine implements CorruptionHandler {
    INSTANCE;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    public void handle(Path file, CorruptStateException damage) throws IOException {
        Path damaged = file.toRealPath();
        Path aside = reserve(damaged.resolveSibling(damaged.getFileName() + ".corrupt-" + TIME.format(Instant.now())));
        try {
            Files.move(damaged, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable notMoved) {
            removeReservation(aside, notMoved);
            throw notMoved;
        }
        force(Objects.requireNonNull(damaged.getParent(), "the root is no file"));
        System.getLogger(StateFile.class.getName())
                .log(Level.WARNING, file + " is damaged and was moved to " + aside + "; starting anew", damage);
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

    private static void removeReservation(Path reserved, Throwable failure) {
        try {
            Files.deleteIfExists(reserved);
        } catch (IOException leftover) {
            failure.addSuppressed(leftover);
        }
    }

    /** Directories can be forced on POSIX systems alone. Of the JDK's channels, this one can't be interrupted. */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().equals(FileSystems.getDefault())
                && directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
