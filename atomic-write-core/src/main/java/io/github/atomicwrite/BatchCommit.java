package io.github.atomicwrite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The two phases of a batch: all that can fail without a trace comes first, then the moves, then what makes them durable.
 *
 * @param all the files, in the order in which they are moved
 * @param directories the directories that they are in
 * @param durability what is forced
 */
record BatchCommit(List<BatchFile> all, List<BatchDirectory> directories, Durability durability) {

    /** So many replaced files may be held open until their directories are forced. */
    private static final int MOST_HELD = 256;

    /** @param forces forces what is not yet forced */
    void run(FileOperation forces) throws IOException {
        all.forEach(one -> one.file().commitBegins());
        try {
            forces.run();
            if (durability.forcesDirectory()) {
                for (BatchDirectory directory : directories) {
                    directory.open();
                }
            }
        } catch (Throwable failure) {
            fail(failure);
            throw failure;
        }
        move();
        confirm(all);
    }

    private void move() throws IOException {
        int held = 0;
        for (int moved = 0; moved < all.size(); moved++) {
            PendingFile file = all.get(moved).file();
            try {
                all.get(moved).directory().move(file);
                if (file.replaces() && ++held % MOST_HELD == 0) {
                    Parallel.forEach(directories, BatchDirectory::force);
                }
            } catch (Throwable failure) {
                if (file.isInPlace()) {
                    continue; // the deed was done, whatever was reported, and will be confirmed like the others
                }
                if (moved == 0) {
                    fail(failure);
                    throw failure;
                }
                throw stopped(all.subList(0, moved), all.subList(moved, all.size()), failure);
            }
        }
    }

    /** Discards what is not in place, and makes the rest as durable as can be. */
    private PartialCommitException stopped(List<BatchFile> moved, List<BatchFile> rest, Throwable failure) {
        PartialCommitException partial = new PartialCommitException(targets(moved), targets(rest), failure);
        rest.forEach(one -> one.file().fail(partial));
        try {
            confirm(moved);
        } catch (Throwable unconfirmed) {
            Failures.suppress(unconfirmed, partial);
        }
        return partial;
    }

    private static List<Path> targets(List<BatchFile> files) {
        return files.stream().map(one -> one.file().target()).toList();
    }

    /** Forces each directory once, then looks at each target once more. */
    private void confirm(List<BatchFile> moved) throws IOException {
        Throwable nothingForced = null;
        try {
            Parallel.forEach(directories, BatchDirectory::confirm);
        } catch (Throwable failure) {
            nothingForced = failure;
        }
        UnconfirmedWriteException first = null;
        for (BatchFile one : moved) {
            try {
                Failures.rethrow(nothingForced);
                Failures.rethrow(one.directory().failure());
                one.file().confirmMoved();
            } catch (Throwable failure) {
                UnconfirmedWriteException unconfirmed = one.file().unconfirmed(failure);
                first = first == null ? unconfirmed : first;
                Failures.suppress(unconfirmed, first);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void fail(Throwable failure) {
        all.forEach(one -> one.file().fail(failure));
        try {
            Failures.closeAll(directories);
        } catch (Throwable leftover) {
            Failures.suppress(leftover, failure);
        }
    }
}
