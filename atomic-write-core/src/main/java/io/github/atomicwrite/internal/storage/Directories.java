package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.PlatformThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Directories that survive power loss: a file does so only if the directory that it lies in does. */
public final class Directories {
    private Directories() {}

    /** Creates a directory and its missing parents, and forces the parent of each directory that was missing. */
    public static void createDurably(Path directory) throws IOException {
        createDurably(directory, Storages::of);
    }

    static void createDurably(Path directory, Function<Path, Storage> storages) throws IOException {
        PlatformThreads.run(() -> {
            Path absolute = directory.toAbsolutePath();
            Deque<Path> parents = new ArrayDeque<>();
            for (Path path = absolute; path.getParent() != null && Files.notExists(path); path = path.getParent()) {
                parents.push(path.getParent());
            }
            Files.createDirectories(absolute);
            for (Path parent : parents) {
                force(parent, storages);
            }
        });
    }

    /**
     * Creates a directory below another one that exists, and forces each directory from that one down to the parent. It
     * forces them even if no directory is missing: another process may have been killed after it created them.
     */
    public static void createDurablyBelow(Path base, Path directory) throws IOException {
        createDurablyBelow(base, directory, Storages::of);
    }

    static void createDurablyBelow(Path base, Path directory, Function<Path, Storage> storages) throws IOException {
        PlatformThreads.run(() -> {
            Files.createDirectories(directory);
            Path parent = base;
            for (Path name : base.relativize(directory)) {
                force(parent, storages);
                parent = parent.resolve(name);
            }
        });
    }

    private static void force(Path directory, Function<Path, Storage> storages) throws IOException {
        try (OpenDirectory opened = storages.apply(directory).openDirectory(directory)) {
            opened.force();
        }
    }

    /** Whether a directory exists at this path, or at the end of the link that is there. */
    public static boolean exists(Path directory) throws IOException {
        return PlatformThreads.call(() -> Files.isDirectory(directory));
    }

    /** Returns the directories in a directory. A link to a directory is none. */
    public static List<Path> in(Path directory) throws IOException {
        return PlatformThreads.call(() -> Storages.of(directory).list(directory, "*").stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .toList());
    }
}
