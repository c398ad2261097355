package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.PlatformThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator wants to know about a file.
 *
 * @param size its size in bytes
 * @param modified when it was last modified
 */
public record FileFacts(long size, Instant modified) {
    /** Returns the facts about a file; empty if there is none. Follows links. */
    public static Optional<FileFacts> of(Path file) throws IOException {
        return PlatformThreads.call(() -> {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(
                        new FileFacts(found.size(), found.lastModifiedTime().toInstant()));
            } catch (NoSuchFileException absent) {
                return Optional.<FileFacts>empty();
            }
        });
    }

    /** Returns the names of the file's copies that were moved aside, the oldest first. Follows links. */
    public static List<String> quarantinedCopies(Path file) throws IOException {
        return PlatformThreads.call(() -> {
            try {
                return QuarantinedCopies.of(real(file)).stream()
                        .map(copy -> copy.getFileName().toString())
                        .toList();
            } catch (NoSuchFileException noDirectory) {
                return List.<String>of();
            }
        });
    }

    private static Path real(Path file) throws IOException {
        try {
            return file.toRealPath();
        } catch (NoSuchFileException absent) {
            return file.toAbsolutePath();
        }
    }
}
