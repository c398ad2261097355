package io.github.atomicwrite;

import io.github.atomicwrite.VersionName.Entry;
import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes versions that are too old, and what killed publishers have left. Only within a turn. */
final class OldVersions {
    private final Versions versions;
    private final Storage storage;

    OldVersions(Versions versions) {
        this.versions = versions;
        this.storage = versions.storage();
    }

    /**
     * Removes all versions but the current one, the newest others, and those that someone holds.
     *
     * @param keeping how many stay, the current one included
     * @param removable the only ones that may go; {@code null} for all
     */
    void remove(int keeping, @Nullable Set<VersionName> removable) throws IOException {
        List<IoAction> removals = new ArrayList<>();
        VersionName current = versions.current();
        int kept = 1;
        for (Entry lease : versions.published()) {
            VersionName version = lease.version();
            if (version.equals(current) || kept++ < keeping || (removable != null && !removable.contains(version))) {
                continue;
            }
            removals.add(() -> remove(version, versions.path(version.lease(lease.sequence()))));
        }
        Failures.runAll(removals);
    }

    /** Removes what killed publishers have left, and returns the paths. A version that was current once stays. */
    List<Path> sweep() throws IOException {
        List<Path> removed = new ArrayList<>();
        List<IoAction> removals = new ArrayList<>();
        VersionName current = versions.current();
        for (Entry entry : versions.entries()) {
            if (!entry.version().equals(current)) {
                removals.add(() -> sweep(entry, removed));
            }
        }
        Failures.runAll(removals);
        return removed;
    }

    private void sweep(Entry entry, List<Path> removed) throws IOException {
        VersionName version = entry.version();
        Path content = versions.path(version.content());
        switch (entry.role()) {
            case LINK -> {
                Path link = versions.path(version.link());
                if (storage.delete(link)) {
                    removed.add(link);
                }
            }
            case OLD -> {
                Path old = versions.path(version.old());
                storage.removeTree(old);
                removed.add(old);
            }
            case UNPUBLISHED -> {
                Path lease = versions.path(version.unpublished());
                boolean hasContent = storage.exists(content);
                if (remove(version, lease)) {
                    removed.add(hasContent ? content : lease);
                }
            }
            case LEASE -> {
                Path lease = versions.path(version.lease(entry.sequence()));
                if (!storage.exists(content) && remove(version, lease)) {
                    removed.add(lease);
                }
            }
            case CONTENT -> {
                // Its lease decides.
            }
        }
    }

    /**
     * Removes a version unless someone holds it. Its name goes first and at once, so that nobody finds half of it.
     *
     * @return whether it was removed
     */
    private boolean remove(VersionName version, Path lease) throws IOException {
        try (Closeable alone = lock(lease)) {
            if (alone == null) {
                return false;
            }
            Path old = versions.path(version.old());
            if (storage.exists(versions.path(version.content()))) {
                storage.replace(versions.path(version.content()), old);
            }
            storage.delete(lease);
            storage.removeTree(old);
            return true;
        }
    }

    private @Nullable Closeable lock(Path lease) throws IOException {
        try {
            return storage.tryLock(lease);
        } catch (NoSuchFileException gone) {
            return null;
        } catch (AccessDeniedException notOurs) {
            // Another user's: a publisher of that user removes it.
            return null;
        }
    }
}
