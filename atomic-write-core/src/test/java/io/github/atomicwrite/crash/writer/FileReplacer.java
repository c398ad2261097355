package io.github.atomicwrite.crash.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whatever replaces a file's content: an entry point of the library, or a mutant. */
public interface FileReplacer {
    /** A name that no other has. */
    String name();

    void replace(Path target, byte[] content) throws IOException;

    static List<FileReplacer> all() {
        return Stream.<FileReplacer>concat(Stream.of(LibraryWriter.values()), Stream.of(Mutant.values()))
                .toList();
    }

    static FileReplacer named(String name) {
        return all().stream()
                .filter(replacer -> replacer.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
