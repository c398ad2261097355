package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The temporaries that killed processes have left behind.
 *
 * <p>A writer that fails cleans up. A killed one can't, nor can one whose machine crashes. Its temporary does no harm,
 * but takes space. A good time for a sweep is the start of a program.
 */
public final class StaleTemporaries {
    private StaleTemporaries() {}

    /**
     * Removes the temporaries that killed writers left in this directory, and what killed publishers of a
     * {@link PublishedDirectory} left in it: versions that were never published, links and leases. Never removes one
     * that a live writer still uses, in this process or in any other, in this container or in any other.
     *
     * <p>Every writer holds a POSIX record lock on its temporary, which the kernel drops when the process ends (<a
     * href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>). A temporary is removed
     * if the sweep gets that lock. One that this process may not open, because it is another user's, stays.
     *
     * <p>Any number of sweeps and writers may run at once. On Windows and on other providers' file systems, no lock can
     * prove that a writer is dead, and nothing is removed.
     *
     * @param directory the directory; its sub-directories are not swept
     * @return the paths that were removed
     * @throws java.nio.file.NoSuchFileException if there is no such directory
     * @throws java.nio.file.NotDirectoryException if it is no directory
     * @throws IOException if the directory can't be listed, or a killed writer's temporary can't be removed; the others
     *     have been removed
     */
    public static List<Path> sweep(Path directory) throws IOException {
        return PlatformThreads.call(() -> sweep(directory, Storages.of(directory)));
    }

    private static List<Path> sweep(Path directory, Storage storage) throws IOException {
        List<Path> removed = new ArrayList<>();
        List<IoAction> sweeps = new ArrayList<>();
        for (Path temporary : storage.list(directory, TemporaryName.GLOB)) {
            sweeps.add(() -> {
                TemporaryName name = TemporaryName.of(temporary);
                Path guard = temporary.resolveSibling(name.guard().text());
                if (name.mayProbeLock() && storage.deleteIfAbandoned(temporary, guard)) {
                    removed.add(temporary);
                }
            });
        }
        sweeps.add(() -> removed.addAll(sweepVersions(new Versions(storage, directory))));
        Failures.runAll(sweeps);
        return List.copyOf(removed);
    }

    /** Looks for what a publisher leaves before it waits for the turn: most directories are not published. */
    private static List<Path> sweepVersions(Versions versions) throws IOException {
        if (!versions.storage().hasLinksAndLocks() || !versions.mayHaveLeftovers()) {
            return List.of();
        }
        Closeable turn;
        try {
            turn = PublishTurn.take(versions.storage(), versions.directory());
        } catch (AccessDeniedException notOurs) {
            return List.of(); // as with the temporaries of another user
        }
        try (turn) {
            return new OldVersions(versions).sweep();
        }
    }
}
