package io.github.atomicwrite.state;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.QuarantinedCopies;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Moves a damaged file aside, durably, before anything takes its place. */
final class Quarantine {
    private static final String LOGGER = "io.github.atomicwrite.state.StateFile";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int PERMISSIONS = 0777;

    private Quarantine() {}

    static void handle(Path file, CorruptStateException damage) throws IOException {
        PlatformThreads.run(() -> moveAside(Storages.of(file), file, damage));
    }

    static void moveAside(Storage storage, Path file, CorruptStateException damage) throws IOException {
        Path damaged = storage.realPath(file);
        Path parent = Objects.requireNonNull(damaged.getParent(), "the root is no file");
        // Opened first: if the directory can't be forced, nothing must have been moved.
        try (OpenDirectory directory = storage.openDirectory(parent)) {
            Path aside = moveAside(
                    storage,
                    damaged,
                    damaged.resolveSibling(QuarantinedCopies.prefix(damaged) + TIME.format(Instant.now())));
            try {
                directory.force();
            } catch (Throwable unforced) {
                // Back, because the next look must not find that there is no file, and start anew.
                Failures.cleanUp(unforced, () -> storage.moveAside(aside, damaged));
                throw unforced;
            }
            System.getLogger(LOGGER)
                    .log(Level.WARNING, file + " is damaged and was moved to " + aside + "; starting anew", damage);
        }
    }

    /** Moves a file to the first name that is free. */
    private static Path moveAside(Storage storage, Path damaged, Path wanted) throws IOException {
        Path free = wanted;
        for (int number = 2; ; number++) {
            try {
                storage.moveAside(damaged, free);
                return free;
            } catch (FileAlreadyExistsException taken) {
                free = wanted.resolveSibling(wanted.getFileName() + "-" + number);
            }
        }
    }

    /**
     * Returns the permissions of the copy that was moved aside last, for the new file that takes its place. Its set-id
     * bits are left out, because the copy may belong to another user.
     */
    static Optional<Integer> modeOfLastCopy(Storage storage, Path file) throws IOException {
        List<Path> copies = QuarantinedCopies.of(file);
        if (copies.isEmpty()) {
            return Optional.empty();
        }
        FileStatus copy = storage.status(copies.get(copies.size() - 1));
        if (copy.kind() != FileStatus.Kind.REGULAR) {
            return Optional.empty(); // not made by a quarantine
        }
        return Optional.ofNullable(copy.access()).map(access -> access.mode() & PERMISSIONS);
    }
}
