package io.github.atomicwrite.state;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ContentWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bytes of a state file on disk. */
final class DiskFile {
    private final Path path;
    private final AtomicFileWriter writer;
    private final Function<Path, Storage> storages;

    DiskFile(Path path, AtomicFileWriter writer) {
        this(path, writer, Storages::of);
    }

    DiskFile(Path path, AtomicFileWriter writer, Function<Path, Storage> storages) {
        this.path = path;
        this.writer = writer;
        this.storages = storages;
    }

    private Storage storage() {
        return storages.apply(path);
    }

    /** Returns all bytes; {@code null} if there is no file. */
    byte @Nullable [] read() throws IOException {
        return PlatformThreads.call(() -> {
                    try {
                        return Optional.of(storage().read(path));
                    } catch (NoSuchFileException absent) {
                        return Optional.<byte[]>empty();
                    }
                })
                .orElse(null);
    }

    /**
     * Replaces the file. A new file in the place of a quarantined one gets the mode of that one.
     *
     * @return the version of the file that is durable now; empty if none is known to be
     */
    Optional<Object> write(ContentWriter content) throws IOException {
        AtomicFileWriter restoring = writer;
        if (writer.mode() == null) {
            restoring = PlatformThreads.call(this::modeToRestore)
                    .map(mode -> writer.withMode(FileMode.of(mode)))
                    .orElse(writer);
        }
        restoring.write(path, content);
        return writer.durability() == Durability.FULL ? PlatformThreads.call(this::version) : Optional.empty();
    }

    private Optional<Integer> modeToRestore() {
        return version().isPresent() ? Optional.empty() : modeOfLastCopy();
    }

    /** Empty also if the directory is missing, which the writer reports, or if it can't be listed. */
    private Optional<Integer> modeOfLastCopy() {
        try {
            return Quarantine.modeOfLastCopy(storage(), FileIdentity.realPath(storage(), path));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Empty if the file can't be looked at: then the next update that changes nothing forces it once more. */
    private Optional<Object> version() {
        try {
            return Optional.of(storage().version(path));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Forces the file and its directory as far as the writer would, unless the present version is known to be durable.
     *
     * @param known the version of the file that is durable
     * @return the version of the file that is durable now; empty if none is known to be
     */
    Optional<Object> makeDurable(Optional<Object> known) throws IOException {
        return writer.durability() == Durability.NONE ? known : PlatformThreads.call(() -> force(known));
    }

    private Optional<Object> force(Optional<Object> known) throws IOException {
        Storage storage = storage();
        Optional<Object> found = Optional.of(storage.version(path));
        if (found.equals(known)) {
            return known;
        }
        Path file = storage.realPath(path);
        storage.force(file);
        if (writer.durability() != Durability.FULL) {
            return known;
        }
        Path parent = Objects.requireNonNull(file.getParent(), "the root is no file");
        try (OpenDirectory directory = storage.openDirectory(parent)) {
            directory.force();
        }
        return found;
    }
}
