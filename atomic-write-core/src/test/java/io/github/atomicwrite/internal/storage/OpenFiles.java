package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that this process has open. */
final class OpenFiles {
    private static final String REMOVED = " (deleted)";

    private OpenFiles() {}

    /** Returns the number of descriptors of a file, which may have been removed or replaced. */
    static long of(Path file) throws IOException {
        String name = file.toString();
        return all().stream()
                .filter(open -> open.equals(name) || open.equals(name + REMOVED))
                .count();
    }

    private static List<String> all() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor).toString();
                        } catch (IOException closed) {
                            return "";
                        }
                    })
                    .toList();
        }
    }
}
