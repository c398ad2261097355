package io.github.atomicwrite;

import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.StackProbe;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Replaces a whole directory at once: a set of files that belong together, such as an index and its segments. A reader
 * that opens a {@link Snapshot} finds one version of all files, for as long as it keeps it.
 *
 * <pre>{@code
 * PublishedDirectory rates = PublishedDirectory.at(Path.of("rates"), writer);
 * rates.publish(next -> {
 *     Files.writeString(next.resolve("eur.json"), eur);
 *     exporter.exportTo(next.resolve("tables"));
 * });
 * try (PublishedDirectory.Snapshot now = rates.open()) {
 *     load(now.directory().resolve("eur.json"));
 * }
 * }</pre>
 *
 * <p>Each version is a directory {@code .v-<id>}. {@code current} is a relative symbolic link to one of them. A publish
 * writes a new version, forces it, and moves a new link over {@code current}. After a crash at any time,
 * {@code current} leads to the old version or to the new one, whole.
 *
 * <p>Two look-ups through {@code current} may find two versions. A reader that doesn't use this library must resolve
 * {@code current} once ({@link Path#toRealPath}, {@code readlink -f}) and read everything below the result. It holds no
 * lease: its version is removed once it is not among the versions that are {@linkplain #keeping kept}.
 *
 * <p>Publishers of one directory, threads and processes, take turns for the move; they write their contents side by
 * side. Instances are immutable and thread-safe, and hold nothing open. The writer's {@link Durability} and its
 * listeners apply: a publish is one {@link CommitEvent}, whose target is {@code current} and whose bytes are the sizes
 * of all files. The writer's mode does not apply.
 */
public final class PublishedDirectory {
    private static final int DEFAULT_KEEPING = 2;

    private final Versions versions;
    private final Settings settings;
    private final int keeping;

    private PublishedDirectory(Versions versions, Settings settings, int keeping) {
        this.versions = versions;
        this.settings = settings;
        this.keeping = keeping;
    }

    /**
     * Returns the published directory at this path. Nothing is read or created yet.
     *
     * @param directory an existing directory, which holds nothing else
     * @param writer whose durability and listeners apply
     * @return the published directory, which keeps the current version and the one before
     */
    public static PublishedDirectory at(Path directory, AtomicFileWriter writer) {
        Objects.requireNonNull(directory, "directory");
        return new PublishedDirectory(
                new Versions(writer.storageOf(directory), directory), writer.settings(), DEFAULT_KEEPING);
    }

    /**
     * Returns a published directory that keeps this many versions when it publishes, and those that a snapshot holds.
     *
     * @param versions the number of versions, the current one included
     * @return the published directory
     * @throws IllegalArgumentException if {@code versions} is below 1
     */
    public PublishedDirectory keeping(int versions) {
        if (versions < 1) {
            throw new IllegalArgumentException(
                    "the number of versions to keep is " + versions + ", but the current one is always kept");
        }
        return new PublishedDirectory(this.versions, settings, versions);
    }

    /**
     * Publishes a new version, and removes versions that are neither kept nor held. An interrupt doesn't stop it, and
     * is kept.
     *
     * <p>Links in the content are kept as links. The new version's directory gets the mode that the umask gives, unless
     * {@code content} has set another.
     *
     * @param content writes the whole content, in this thread; what it throws, this method throws
     * @throws java.nio.file.NoSuchFileException if the directory is missing; nothing is created
     * @throws UnsupportedOperationException if the file system has no links or no locks; nothing is created
     * @throws UnconfirmedWriteException if the new version is current, but is not known to survive power loss
     * @throws IOException if {@code current} is something else than a link to a version, if the content has a pipe, a
     *     socket or a device, or for any other failure: the old version is current, and the new one is gone
     */
    public void publish(DirectoryContent content) throws IOException {
        Objects.requireNonNull(content, "content");
        Publication publication = start();
        try {
            content.writeTo(publication.content());
        } catch (Throwable failure) {
            PlatformThreads.run(() -> publication.failed(failure));
            publication.notifyListeners();
            throw failure;
        }
        try {
            PlatformThreads.run(publication::complete);
        } finally {
            publication.notifyListeners();
        }
    }

    private Publication start() throws IOException {
        try {
            StackProbe.requireRoom();
            return PlatformThreads.call(() -> Publication.start(settings, versions, keeping));
        } catch (Throwable refusal) {
            settings.listeners().onRefusal(current(), refusal);
            throw refusal;
        }
    }

    /**
     * Opens the current version. It is not removed until the snapshot is closed or this process ends. Needs no right to
     * write.
     *
     * @return the snapshot, to be closed
     * @throws java.nio.file.NoSuchFileException if nothing has been published, or if the directory is missing
     * @throws UnsupportedOperationException if the file system has no links or no locks
     * @throws IOException if {@code current} is something else than a link to a version, or can't be read
     */
    public Snapshot open() throws IOException {
        return PlatformThreads.call(() -> {
            Versions.Held held = versions.holdCurrent();
            return new Snapshot(held.content(), held.lease());
        });
    }

    /**
     * Returns the link to the current version, for readers that don't use this library.
     *
     * @return {@code directory/current}
     */
    public Path current() {
        return versions.currentLink();
    }

    /** One version, which is not removed until this is closed. Thread-safe. */
    public static final class Snapshot implements AutoCloseable {
        private final Path directory;
        private final Closeable lease;

        private Snapshot(Path directory, Closeable lease) {
            this.directory = directory;
            this.lease = lease;
        }

        /**
         * Returns the directory with the content.
         *
         * @return its path, absolute and without links
         */
        public Path directory() {
            return directory;
        }

        /**
         * Lets the version be removed. Does nothing if this snapshot has been closed before.
         *
         * @throws UncheckedIOException if the system reports an error
         */
        @Override
        public void close() {
            try {
                PlatformThreads.run(lease::close);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
