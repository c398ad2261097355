package io.github.atomicwrite;

import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.Parallel;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forces all files and directories of a tree, bottom-up and many at once. Links are neither followed nor forced: a link
 * is part of its directory.
 *
 * <p>Files and directories are collected until there are {@value #WINDOW}, and then forced. So the memory does not
 * depend on the number of files.
 */
final class TreeForce {
    private static final int WINDOW = 256;

    /** A directory whose files were visited before its sub-directories. */
    private record Level(Path directory, int depth, boolean visited) {}

    private final Storage storage;
    private final boolean forces;
    private final Deque<Level> open = new ArrayDeque<>();

    /** Collected files, which need not wait for anything. */
    private final List<IoAction> files = new ArrayList<>();

    /** Collected directories by depth, the deepest first: all that is below them has been collected before. */
    private final Map<Integer, List<IoAction>> directories = new TreeMap<>(Collections.reverseOrder());

    private int collected;
    private long bytes;

    TreeForce(Storage storage, boolean forces) {
        this.storage = storage;
        this.forces = forces;
    }

    /** The sizes of all regular files that were visited. */
    long bytes() {
        return bytes;
    }

    /**
     * Visits the tree, and forces it if it is to be forced.
     *
     * @throws FileSystemException if it has something that is no file, directory or link
     */
    void run(Path root) throws IOException {
        open.push(new Level(root, 0, false));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.visited()) {
                directories
                        .computeIfAbsent(level.depth(), absent -> new ArrayList<>())
                        .add(() -> forceDirectory(level.directory()));
                collected();
            } else {
                open.push(new Level(level.directory(), level.depth(), true));
                storage.visit(level.directory(), entry -> visit(entry, level.depth() + 1));
            }
        }
        force();
    }

    private void visit(Storage.Entry entry, int depth) throws IOException {
        switch (entry.kind()) {
            case DIRECTORY -> open.push(new Level(entry.path(), depth, false));
            case REGULAR -> {
                bytes += entry.size();
                files.add(() -> storage.force(entry.path()));
                collected();
            }
            case LINK -> {
                // It is kept as it is.
            }
            case OTHER ->
                throw new FileSystemException(
                        entry.path().toString(),
                        null,
                        "a published directory holds files, directories and links, not a pipe, a socket or a device");
        }
    }

    private void collected() throws IOException {
        collected++;
        if (collected == WINDOW) {
            force();
        }
    }

    private void force() throws IOException {
        List<List<IoAction>> groups = new ArrayList<>();
        groups.add(List.copyOf(files));
        directories.values().forEach(group -> groups.add(List.copyOf(group)));
        files.clear();
        directories.clear();
        collected = 0;
        if (forces) {
            for (List<IoAction> group : groups) {
                Parallel.runAll(group);
            }
        }
    }

    private void forceDirectory(Path directory) throws IOException {
        try (OpenDirectory opened = storage.openDirectory(directory)) {
            opened.force();
        }
    }
}
