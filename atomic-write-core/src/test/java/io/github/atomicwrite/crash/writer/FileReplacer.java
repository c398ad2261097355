package io.github.atomicwrite.crash.writer;

import io.github.atomicwrite.crash.content.PublishedTarget;
import io.github.atomicwrite.crash.content.TargetDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A writer that replaces the content of a file or of a published directory: {@link LibraryWriter} or {@link Mutant}.
 */
public interface FileReplacer {
    /** Returns the name of this writer, which is unique among all writers. */
    String name();

    void replace(Path target, byte[] content) throws IOException;

    /** Returns whether it replaces a whole published directory. */
    default boolean publishes() {
        return false;
    }

    /** Returns a directory with the kind of target that it replaces. */
    default TargetDirectory in(Path directory) {
        return publishes() ? new PublishedTarget(directory) : new TargetDirectory(directory);
    }

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
