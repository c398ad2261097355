package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version that is being written: its directory, its lease, and the link that is going to lead to it.
 *
 * @param umaskMode the mode that the umask gives a directory there; {@code null} if it is not known
 */
record NewVersion(
        Versions versions,
        VersionName name,
        Closeable lease,
        FileStatus created,
        @Nullable Integer umaskMode) {
    /** A lease is hardly ever swept between its creation and its lock. */
    private static final int MAX_ATTEMPTS = 16;

    /** Refuses what can't be published, before anything is created; then creates the lease and the directory. */
    static NewVersion create(Versions versions) throws IOException {
        versions.requireLinksAndLocks();
        boolean hasLinks = versions.current() != null;
        for (int attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
            VersionName name = VersionName.next();
            if (!hasLinks) {
                requireLinks(versions, name);
            }
            Closeable lease = createLease(versions, name);
            if (lease != null) {
                return create(versions, name, lease);
            }
        }
        throw new FileSystemException(
                versions.directory().toString(), null, "another program keeps removing the new versions in it");
    }

    private static void requireLinks(Versions versions, VersionName name) throws IOException {
        Path probe = versions.path(name.link());
        versions.storage().createLink(probe, versions.path(name.content()).getFileName());
        try {
            versions.storage().delete(probe);
        } catch (Throwable failure) {
            Failures.cleanUp(failure, () -> versions.storage().delete(probe));
            throw failure;
        }
    }

    private static @Nullable Closeable createLease(Versions versions, VersionName name) throws IOException {
        Path path = versions.path(name.unpublished());
        createLeaseFile(versions.storage(), path);
        Closeable lease;
        try {
            lease = versions.storage().tryLockShared(path);
        } catch (NoSuchFileException swept) {
            return null;
        } catch (Throwable failure) {
            Failures.cleanUp(failure, () -> versions.storage().delete(path));
            throw failure;
        }
        if (lease == null) {
            versions.storage().delete(path); // a sweep has it, and is about to do the same
        }
        return lease;
    }

    /** The file may exist although an error is reported: its descriptor is closed at once, and that can fail. */
    private static void createLeaseFile(Storage storage, Path path) throws IOException {
        try {
            storage.createLockFile(path);
        } catch (FileAlreadyExistsException foreign) {
            throw foreign;
        } catch (Throwable failure) {
            Failures.cleanUp(failure, () -> storage.delete(path));
            throw failure;
        }
    }

    private static NewVersion create(Versions versions, VersionName name, Closeable lease) throws IOException {
        Storage storage = versions.storage();
        Path content = versions.path(name.content());
        try {
            storage.createDirectory(content, Storage.Visibility.OWNER);
            FileStatus created = storage.status(content);
            // A new directory shows the umask, and nobody else can enter this one.
            Path probe = content.resolve("umask");
            storage.createDirectory(probe, Storage.Visibility.UMASK);
            FileStatus.Access access = storage.status(probe).access();
            storage.delete(probe);
            return new NewVersion(versions, name, lease, created, access == null ? null : access.mode());
        } catch (Throwable failure) {
            Failures.cleanUp(failure, () -> discard(versions, name, lease));
            throw failure;
        }
    }

    Path content() {
        return versions.path(name.content());
    }

    /** Gives the directory the mode that the umask gives, unless the caller has set another. */
    void applyMode() throws IOException {
        FileStatus now = requireOwn();
        if (umaskMode != null && Objects.equals(now.access(), created.access())) {
            versions.storage().setDirectoryMode(content(), umaskMode);
        }
    }

    /** Checks that the name still leads to the directory that was created. */
    FileStatus requireOwn() throws IOException {
        FileStatus now = versions.storage().status(content());
        if (!Objects.equals(now.key(), created.key())) {
            throw new FileSystemException(
                    content().toString(), null, "another program has put another file in the place of the new version");
        }
        return now;
    }

    /** Creates the link beside the current one, and returns its identity. */
    @Nullable
    Object createLink() throws IOException {
        versions.storage().createLink(link(), content().getFileName());
        return versions.storage().key(link());
    }

    Path link() {
        return versions.path(name.link());
    }

    /** Removes everything, and gives up the lease. */
    void discard() throws IOException {
        discard(versions, name, lease);
    }

    private static void discard(Versions versions, VersionName name, Closeable lease) throws IOException {
        Storage storage = versions.storage();
        Failures.runAll(List.of(
                () -> storage.delete(versions.path(name.link())),
                () -> storage.removeTree(versions.path(name.content())),
                () -> storage.delete(versions.path(name.unpublished())),
                lease::close));
    }
}
