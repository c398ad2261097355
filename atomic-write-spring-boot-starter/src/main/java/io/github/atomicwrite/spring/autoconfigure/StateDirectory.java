package io.github.atomicwrite.spring.autoconfigure;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** Creates the state directory durably: a file survives power loss only if its directory does. */
final class StateDirectory {
    private StateDirectory() {}

    static Path create(AtomicWriteProperties.State state) {
        Path directory = state.path();
        try {
            create(directory.toAbsolutePath());
        } catch (IOException unusable) {
            throw new RefusedValueException(
                            AtomicWriteProperties.STATE_DIRECTORY,
                            "\"" + state.directory() + "\"",
                            "The directory can't be created: " + unusable + ".",
                            "Name a directory that exists, or one that the application may create.")
                    .causedBy(unusable);
        }
        return directory;
    }

    private static void create(Path directory) throws IOException {
        Deque<Path> parents = new ArrayDeque<>();
        for (Path path = directory; path.getParent() != null && Files.notExists(path); path = path.getParent()) {
            parents.push(path.getParent());
        }
        Files.createDirectories(directory);
        for (Path parent : parents) {
            force(parent);
        }
    }

    /** Only POSIX systems can force a directory. */
    private static void force(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
