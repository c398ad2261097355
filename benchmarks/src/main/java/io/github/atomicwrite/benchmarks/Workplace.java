package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Creates an empty directory on the file system that a benchmark's {@code place} names. */
final class Workplace {
    private static final String PROPERTY = "benchmarks.place.";

    private Workplace() {}

    /** Returns the directory of a place. {@code benchmarks/run} sets a property for each place. */
    static Path root(String place) {
        String root = System.getProperty(PROPERTY + place);
        if (root == null) {
            throw new IllegalStateException("-D" + PROPERTY + place + " must name a directory");
        }
        return Path.of(root);
    }

    static boolean exists(String place) {
        return System.getProperty(PROPERTY + place) != null;
    }

    static Path create(String place) throws IOException {
        return Files.createTempDirectory(root(place), "benchmark-");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Workplace::remove);
        }
    }

    private static void remove(Path path) {
        try {
            Files.delete(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
