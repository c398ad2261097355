package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.Parallel;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The files of a batch and the directories that they are in. A commit has two phases: everything that can fail and
 * leave all targets as they were, then the moves and what makes them durable.
 */
final class BatchFiles {
    /** The maximum number of staged files whose descriptors are open: they report errors, and keep the inodes. */
    private static final int MAX_OPEN = 256;

    /** The maximum number of replaced files that are held open until their directories are forced. */
    private static final int MAX_HELD = 256;

    private final Settings settings;

    /** In the order in which they were staged, which is the order of the moves. */
    private final Set<StagedFile> staged = new LinkedHashSet<>();

    /** Two spellings of one path are one place. */
    private final Map<Path, StagedFile> byPlace = new HashMap<>();

    private final Map<StagedFile, BatchDirectory> directoryOf = new HashMap<>();
    private final Map<Path, BatchDirectory> directories = new LinkedHashMap<>();
    private final List<StagedFile> open = new ArrayList<>();

    BatchFiles(Settings settings) {
        this.settings = settings;
    }

    /** Refuses what can't be replaced, before anything is created for it; then creates the temporary. */
    StagedFile open(Path path, Storage storage) throws IOException {
        Target target = new TargetResolver(storage).resolve(path, settings.mode());
        OwnerAndMode ownerAndMode = OwnerAndMode.of(settings.mode(), target);
        BatchDirectory directory = directoryAt(target.directory(), storage);
        try {
            OwnedTemporary temporary = directory.temporaryFor(target, ownerAndMode.visibilityUntilApplied());
            StagedFile file = new StagedFile(settings, target, ownerAndMode, temporary);
            file.armWriteBackOnClose();
            directoryOf.put(file, directory);
            return file;
        } catch (Throwable failure) {
            dropIfUnused(directory, failure);
            throw failure;
        }
    }

    private BatchDirectory directoryAt(Path spelling, Storage storage) throws IOException {
        Path real = storage.realPath(spelling);
        BatchDirectory directory = directories.get(real);
        if (directory == null) {
            directory = new BatchDirectory(real, storage);
            directories.put(real, directory);
        }
        return directory;
    }

    private BatchDirectory directoryOf(StagedFile file) {
        return Objects.requireNonNull(directoryOf.get(file), "every file has a directory");
    }

    /** Ends a file that could not be staged. */
    void abandon(StagedFile file, Throwable failure) {
        file.failed(failure);
        BatchDirectory directory = directoryOf(file);
        directoryOf.remove(file);
        dropIfUnused(directory, failure);
    }

    /** Forgets a directory that no file is in: nothing that happens there may fail the batch. */
    private void dropIfUnused(BatchDirectory directory, Throwable failure) {
        if (!directoryOf.containsValue(directory)) {
            directories.remove(directory.realPath());
            Failures.cleanUp(failure, directory::discard);
        }
    }

    /**
     * Adds a file. It supersedes one that was staged for the same target. Forces all when there are many.
     *
     * <p>The file system starts to write it now: each force makes the file system commit its journal, and a file that
     * still has no blocks then needs another commit.
     */
    void add(StagedFile file) throws IOException {
        StagedFile superseded = byPlace.put(file.place(), file);
        staged.add(file);
        open.add(file);
        file.startWriteBack();
        if (superseded != null) {
            staged.remove(superseded);
            open.remove(superseded);
            directoryOf.remove(superseded);
            superseded.discard();
        }
        if (open.size() == MAX_OPEN) {
            inParallel(open, StagedFile::forceAndClose);
            open.clear();
        }
    }

    /** Puts all files in place. */
    void commit() throws IOException {
        staged.forEach(StagedFile::startClock);
        try {
            inParallel(open, StagedFile::force);
            for (BatchDirectory directory : directories.values()) {
                if (settings.durability().forcesDirectory()) {
                    directory.open();
                }
            }
            for (Map.Entry<Path, BatchDirectory> spelling : spellings()) {
                spelling.getValue().requireSamePlace(spelling.getKey());
            }
        } catch (Throwable failure) {
            fail(failure);
            throw failure;
        }
        move(List.copyOf(staged));
        confirm(List.copyOf(staged));
    }

    /** One spelling may have led to several directories: then its link was turned meanwhile. */
    private Set<Map.Entry<Path, BatchDirectory>> spellings() {
        Set<Map.Entry<Path, BatchDirectory>> spellings = new LinkedHashSet<>();
        staged.forEach(file -> spellings.add(Map.entry(file.directory(), directoryOf(file))));
        return spellings;
    }

    private void move(List<StagedFile> all) throws IOException {
        int held = 0;
        for (int moved = 0; moved < all.size(); moved++) {
            StagedFile file = all.get(moved);
            try {
                directoryOf(file).move(file);
                if (file.holdsReplaced() && ++held % MAX_HELD == 0) {
                    inEachDirectory(BatchDirectory::force);
                }
            } catch (Throwable failure) {
                if (directoryOf(file).hasInPlace(file)) {
                    directoryOf(file).release(file);
                    continue; // the move was done, whatever was reported; it is confirmed with the others
                }
                if (moved == 0) {
                    fail(failure);
                    throw failure;
                }
                throw stopped(all.subList(0, moved), all.subList(moved, all.size()), failure);
            }
        }
    }

    /** Discards what is not in place, and makes the rest as durable as possible. */
    private PartialCommitException stopped(List<StagedFile> moved, List<StagedFile> rest, Throwable failure) {
        PartialCommitException partial = new PartialCommitException(targets(moved), targets(rest), failure);
        rest.forEach(file -> file.failed(partial));
        Failures.cleanUp(partial, () -> confirm(moved));
        return partial;
    }

    private static List<Path> targets(List<StagedFile> files) {
        return files.stream().map(StagedFile::target).toList();
    }

    /** Forces each directory once, then looks at each target once more. */
    private void confirm(List<StagedFile> moved) throws IOException {
        Throwable notForced = null;
        try {
            inEachDirectory(BatchDirectory::confirm);
        } catch (Throwable failure) {
            notForced = failure;
        }
        Throwable first = null;
        for (StagedFile file : moved) {
            try {
                Failures.rethrow(notForced);
                Failures.rethrow(directoryOf(file).failure());
                if (settings.durability().forcesDirectory()) {
                    directoryOf(file).requireReachable(file);
                }
                file.committed();
            } catch (Throwable failure) {
                first = Failures.first(first, file.unconfirmed(failure));
            }
        }
        Failures.rethrow(first);
    }

    private void inEachDirectory(Step<BatchDirectory> step) throws IOException {
        inParallel(directories.values(), step);
    }

    private static <T> void inParallel(Collection<T> all, Step<T> step) throws IOException {
        List<IoAction> steps = new ArrayList<>();
        all.forEach(one -> steps.add(() -> step.take(one)));
        Parallel.runAll(steps);
    }

    @FunctionalInterface
    private interface Step<T> {
        void take(T one) throws IOException;
    }

    /** Ends all files for a reason that the caller is about to see. All targets are as they were. */
    void fail(Throwable failure) {
        staged.forEach(file -> file.failed(failure));
        directories.values().forEach(directory -> Failures.cleanUp(failure, directory::discard));
    }

    /** Removes all temporaries. */
    void discard() throws IOException {
        List<IoAction> steps = new ArrayList<>();
        staged.forEach(file -> steps.add(file::discard));
        directories.values().forEach(directory -> steps.add(directory::discard));
        Failures.runAll(steps);
    }

    void notifyListeners() {
        staged.forEach(StagedFile::notifyListeners);
    }
}
