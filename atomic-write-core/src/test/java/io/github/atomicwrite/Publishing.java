package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the tests of published directories publish, and what they find. */
final class Publishing {
    private static final List<String> FILES = List.of("first", "second", "inner/third");

    private Publishing() {}

    /** A set of files that all hold the same text. */
    static DirectoryContent version(String text) {
        return directory -> {
            Files.createDirectory(directory.resolve("inner"));
            for (String file : FILES) {
                Files.writeString(directory.resolve(file), text);
            }
        };
    }

    /** Reads a version, which must be whole. */
    static String read(Path version) throws IOException {
        String text = Files.readString(version.resolve("first"));
        for (String file : FILES) {
            String found = Files.readString(version.resolve(file));
            if (!found.equals(text)) { // child processes have no AssertJ
                throw new AssertionError(file + " holds " + found + ", and the first file " + text);
            }
        }
        return text;
    }

    /** Reads what the link leads to. */
    static String current(Path directory) throws IOException {
        return read(directory.resolve("current").toRealPath());
    }

    /** The directories of versions, newest last. */
    static List<String> versions(Path directory) {
        return Directories.names(directory).stream()
                .filter(name -> name.matches("\\.v-[0-9a-f]{16}"))
                .toList();
    }

    /** Fails if there is anything but this many versions, a lease for each, the lock file and the link. */
    static void assertHoldsVersions(Path directory, int count) {
        List<String> versions = versions(directory);
        assertThat(versions).hasSize(count);
        List<String> others = Directories.names(directory).stream()
                .filter(name -> !versions.contains(name))
                .toList();
        assertThat(others).hasSize(count + 2).contains("current", ".v-turn");
        for (String version : versions) {
            assertThat(others)
                    .filteredOn(name -> name.startsWith(version + '.'))
                    .hasSize(1);
        }
        for (String other : others) {
            assertThat(directory.resolve(other))
                    .satisfiesAnyOf(
                            f -> assertThat(f).isSymbolicLink(),
                            f -> assertThat(f).isEmptyFile());
        }
    }
}
