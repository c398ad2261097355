package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and all that is below them. */
public final class Trees {
    private Trees() {}

    /** Returns all that is below a path, and the path itself, each directory after what is in it. Follows no link. */
    public static List<Path> bottomUp(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /** Deletes a file, or a directory with all that is in it. */
    public static void delete(Path tree) throws IOException {
        for (Path one : bottomUp(tree)) {
            Files.delete(one);
        }
    }
}
