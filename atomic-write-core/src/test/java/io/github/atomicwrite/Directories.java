package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What tests ask of a directory, and do to what is in it. */
public final class Directories {
    private Directories() {}

    /** The names of all that is in it, sorted. */
    public static List<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The temporaries in it. */
    public static List<Path> temporaries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(".atomic-write-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if anything but these names is in it: a temporary left behind above all. */
    public static void assertHoldsOnly(Path directory, String... names) {
        assertThat(names(directory)).containsExactlyInAnyOrder(names);
    }

    /** The twelve mode bits of a file. */
    public static FileMode mode(Path file) {
        return FileMode.of(attribute(file, "unix:mode") & 07777);
    }

    public static int attribute(Path file, String name) {
        try {
            return (int) Files.getAttribute(file, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a link lead elsewhere. */
    public static void turn(Path link, Path to) throws IOException {
        Files.delete(link);
        Files.createSymbolicLink(link, to);
    }
}
