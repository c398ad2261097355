package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The content of a published version: {@link VersionedContent}, once in each file of one directory. The name of each
 * file says how many files there are. So a reader of a version sees whether it is whole.
 */
public final class PublishedContent {
    /** The directory below the version that has the files. */
    public static final String INNER = "inner";

    private PublishedContent() {}

    /** Writes the content of a version, and forces nothing. */
    public static void write(Path version, byte[] content, int files) throws IOException {
        Path inner = Files.createDirectory(version.resolve(INNER));
        for (int file = 0; file < files; file++) {
            Files.write(inner.resolve(file + "-of-" + files), content);
        }
    }

    /** Finds out whether a version is whole. */
    public static Observed in(Path version) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(version.resolve(INNER))) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (NoSuchFileException empty) {
            return Observed.EMPTY;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return inspect(files);
    }

    /** Finds out whether the files of a version, by their names, are whole. */
    public static Observed inspect(Map<String, byte[]> files) {
        String number = "-of-" + files.size();
        if (!files.keySet().stream().allMatch(name -> name.endsWith(number))) {
            return Observed.TORN;
        }
        List<Observed> all = files.values().stream()
                .map(VersionedContent::inspect)
                .distinct()
                .toList();
        if (all.isEmpty()) {
            return Observed.EMPTY;
        }
        return all.size() == 1 ? all.get(0) : Observed.MIXED;
    }
}
