package io.github.atomicwrite.state;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/** Moves a damaged file aside, durably, before anything takes its place. */
final class Quarantine {
    private static final String LOGGER = "io.github.atomicwrite.state.StateFile";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Quarantine() {}

    static void handle(Path file, CorruptStateException damage) throws IOException {
        PlatformThreads.run(() -> moveAside(file, damage));
    }

    private static void moveAside(Path file, CorruptStateException damage) throws IOException {
        Storage storage = Storages.of(file);
        Path damaged = storage.realPath(file);
        Path parent = Objects.requireNonNull(damaged.getParent(), "the root is no file");
        // Opened first: if the directory can't be forced, nothing must have been moved.
        try (OpenDirectory directory = storage.openDirectory(parent)) {
            Path aside = moveAside(
                    storage,
                    damaged,
                    damaged.resolveSibling(damaged.getFileName() + ".corrupt-" + TIME.format(Instant.now())));
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
}
