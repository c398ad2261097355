package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The temporaries that killed processes have left behind.
 *
 * <p>A writer that fails cleans up; one that is killed, or whose machine crashes, can't. What it leaves does no harm but
 * takes up room. Sweep a directory when a program starts, say.
 */
public final class StaleTemporaries {
    private StaleTemporaries() {}

    /**
     * Removes the temporaries that dead writers left in this directory, and never one that a live writer still uses, in
     * this process or in any other, in this container or in another one.
     *
     * <p>Every writer holds a POSIX record lock on its temporary, which the kernel drops when the process ends
     * (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>). A temporary is removed
     * where that lock can be had. One that this process may not open, being another user's, is left.
     *
     * <p>Any number of sweeps and writers may be at work at once. On Windows and on file systems of other providers than the default one, no lock can prove
     * a writer dead, and nothing is removed.
     *
     * @param directory the directory; those within it are not swept
     * @return what was removed
     * @throws java.nio.file.NoSuchFileException if there is no such directory
     * @throws java.nio.file.NotDirectoryException if it is no directory
     * @throws IOException if the directory can't be listed, or a dead writer's temporary can't be removed; the others
     *     have been removed all the same
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
                Path guard = temporary.resolveSibling(name.guard().toString());
                if (name.mayProbeLock() && storage.deleteIfAbandoned(temporary, guard)) {
                    removed.add(temporary);
                }
            });
        }
        Failures.runAll(sweeps);
        return List.copyOf(removed);
    }
}
