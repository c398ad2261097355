package io.github.atomicwrite.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages of this project. */
final class Documentation {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Documentation() {}

    static Page readme() throws IOException {
        return Page.read(ROOT, ROOT.resolve("README.md"));
    }

    /** Returns the pages of the root directory and of {@code docs}. */
    static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path directory : List.of(ROOT, ROOT.resolve("docs"))) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(name -> name.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    pages.add(Page.read(ROOT, file));
                }
            }
        }
        return pages;
    }
}
