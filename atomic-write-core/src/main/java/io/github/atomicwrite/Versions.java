package io.github.atomicwrite;

import io.github.atomicwrite.VersionName.Entry;
import io.github.atomicwrite.VersionName.Role;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions in a published directory, and which one is current.
 *
 * <p>Each version has a lease, an empty file. A lock on it, shared by a publisher and by readers of any process, keeps
 * the version from being removed. A reader needs nothing else.
 */
record Versions(Storage storage, Path directory) {
    /** A version that is current is hardly ever replaced and removed between two look-ups. */
    private static final int MAX_ATTEMPTS = 1_000;

    /**
     * A version that is held.
     *
     * @param content its directory, by a path without links
     */
    record Held(Path content, Closeable lease) {}

    Path path(String name) {
        return directory.resolve(name);
    }

    Path currentLink() {
        return path(VersionName.CURRENT);
    }

    /**
     * Returns the version that the link leads to, which may be missing; {@code null} if there is no link.
     *
     * @throws FileSystemException if there is something else than a link to a version
     */
    @Nullable
    VersionName current() throws IOException {
        Path link = currentLink();
        FileStatus status;
        try {
            status = storage.status(link);
        } catch (NoSuchFileException absent) {
            requireDirectory();
            return null;
        } catch (FileSystemException unclear) {
            requireDirectory();
            throw unclear;
        }
        VersionName version = status.kind() == FileStatus.Kind.LINK ? VersionName.ofLink(storage.readLink(link)) : null;
        if (version == null) {
            throw new FileSystemException(
                    link.toString(), null, "is not a link to a published version: move it away first");
        }
        return version;
    }

    private void requireDirectory() throws IOException {
        FileStatus status;
        try {
            status = storage.statusFollowingLinks(directory);
        } catch (NoSuchFileException absent) {
            throw new NoSuchFileException(directory.toString(), null, "no such directory: create it first");
        }
        if (status.kind() != FileStatus.Kind.DIRECTORY) {
            throw new NotDirectoryException(directory.toString());
        }
    }

    /** @throws UnsupportedOperationException if the store lacks what a published directory needs */
    void requireLinksAndLocks() {
        if (!storage.hasLinksAndLocks()) {
            throw new UnsupportedOperationException(
                    directory + ": this file system has no links and locks to publish a directory with");
        }
    }

    /** Returns all names that belong to versions. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path path : storage.list(directory, VersionName.GLOB)) {
            Entry entry = VersionName.parse(path);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Returns the leases of versions that are, or were, current: the newest first. */
    List<Entry> published() throws IOException {
        return entries().stream()
                .filter(entry -> entry.role() == Role.LEASE)
                .sorted(Comparator.comparingLong(Entry::sequence).reversed())
                .toList();
    }

    /** Returns whether there is something that a killed publisher, or one that is at work, may have left. */
    boolean mayHaveLeftovers() throws IOException {
        for (Entry entry : entries()) {
            boolean isLeftover =
                    switch (entry.role()) {
                        case CONTENT -> false;
                        case LEASE -> !storage.exists(path(entry.version().content()));
                        case UNPUBLISHED, LINK, OLD -> true;
                    };
            if (isLeftover) {
                return true;
            }
        }
        return false;
    }

    /** Gives the lease of a version that has become current its name. Only within a turn. */
    void markPublished(VersionName version) throws IOException {
        List<Entry> published = published();
        long sequence = published.isEmpty() ? 1 : published.get(0).sequence() + 1;
        storage.replace(path(version.unpublished()), path(version.lease(sequence)));
    }

    /** Does the same for a publisher that was killed before it could. A copy of the directory may have both names. */
    void repair(VersionName current) throws IOException {
        Path unpublished = path(current.unpublished());
        if (!storage.exists(unpublished)) {
            return;
        }
        if (published().stream().anyMatch(lease -> lease.version().equals(current))) {
            storage.delete(unpublished);
        } else {
            markPublished(current);
        }
    }

    /** Finds the current version and keeps it from being removed. */
    Held holdCurrent() throws IOException {
        requireLinksAndLocks();
        VersionName missing = null;
        for (int attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
            VersionName version = current();
            if (version == null) {
                throw new NoSuchFileException(currentLink().toString(), null, "nothing has been published");
            }
            Path lease = leaseOf(version);
            Closeable lock = lease == null ? null : lock(lease);
            if (lock != null) {
                return held(version, lock);
            }
            if (lease == null && version.equals(missing)) {
                throw new NoSuchFileException(
                        path(version.content()).toString(),
                        null,
                        "the current version or its lease is missing: publish the directory once more");
            }
            missing = lease == null ? version : null;
        }
        throw new FileSystemException(
                currentLink().toString(), null, "another program keeps removing the current version");
    }

    private Held held(VersionName version, Closeable lock) throws IOException {
        try {
            return new Held(storage.realPath(path(version.content())), lock);
        } catch (Throwable failure) {
            try (lock) {
                throw failure;
            }
        }
    }

    private @Nullable Closeable lock(Path lease) throws IOException {
        try {
            return storage.tryLockShared(lease);
        } catch (NoSuchFileException renamedOrRemoved) {
            return null;
        }
    }

    private @Nullable Path leaseOf(VersionName version) throws IOException {
        Path unpublished = null;
        for (Path path : storage.list(directory, version.glob())) {
            Entry entry = VersionName.parse(path);
            if (entry != null && entry.role() == Role.LEASE) {
                return path;
            }
            if (entry != null && entry.role() == Role.UNPUBLISHED) {
                unpublished = path;
            }
        }
        return unpublished;
    }
}
