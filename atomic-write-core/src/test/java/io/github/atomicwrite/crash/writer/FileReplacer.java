package io.github.atomicwrite.crash.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A writer that replaces the content of a file: {@link LibraryWriter} or {@link Mutant}. */
public interface FileReplacer {
    /** Returns the name of this writer, which is unique among all writers. */
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
