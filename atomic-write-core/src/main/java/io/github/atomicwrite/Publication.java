package io.github.atomicwrite;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of one publish. */
final class Publication {
    private final Settings settings;
    private final Versions versions;
    private final Storage storage;
    private final int keeping;
    private final NewVersion next;
    private final TreeForce tree;
    private final CommitReport report;

    private @Nullable OpenDirectory directory;
    private @Nullable Set<VersionName> durablyReplaced;
    private @Nullable Closeable turn;
    private @Nullable Object link;

    private Publication(Settings settings, Versions versions, int keeping, NewVersion next) {
        this.settings = settings;
        this.versions = versions;
        this.storage = versions.storage();
        this.keeping = keeping;
        this.next = next;
        this.report = new CommitReport(settings.listeners());
        this.tree = new TreeForce(storage, settings.durability().forcesContent());
    }

    /** Refuses what can't be published, before anything is created; then creates the private directory. */
    static Publication start(Settings settings, Versions versions, int keeping) throws IOException {
        return new Publication(settings, versions, keeping, NewVersion.create(versions));
    }

    /** The private directory. */
    Path content() {
        return next.content();
    }

    /** Publishes the content. */
    void complete() throws IOException {
        report.startClock();
        try {
            seal();
            turn = PublishTurn.take(storage, versions.directory());
            move();
        } catch (Throwable failure) {
            if (isInPlace()) {
                throw unconfirmed(failure);
            }
            failed(failure);
            throw failure;
        }
        try {
            confirm();
        } catch (Throwable failure) {
            throw unconfirmed(failure);
        }
        end(Outcome.COMMITTED, null);
    }

    /** Makes the content durable, and its name: else the link could lead nowhere after a crash. */
    private void seal() throws IOException {
        next.applyMode();
        tree.run(next.content());
        if (settings.durability().forcesContent()) {
            // Before the move: a directory that can't be opened must fail the publish while the old version is current.
            directory = storage.openDirectory(versions.directory());
            if (!settings.durability().forcesDirectory()) {
                durablyReplaced = replaced();
            }
            directory.force();
        }
    }

    /**
     * The versions that had been replaced before the directory was forced. Someone may publish meanwhile: a version
     * that is listed first and is not current afterwards has been replaced.
     */
    private Set<VersionName> replaced() throws IOException {
        Set<VersionName> replaced = new HashSet<>();
        versions.published().forEach(lease -> replaced.add(lease.version()));
        VersionName current = versions.current();
        replaced.removeIf(version -> version.equals(current));
        return replaced;
    }

    private void move() throws IOException {
        VersionName current = versions.current();
        if (current != null) {
            versions.repair(current);
        }
        next.requireOwn();
        link = next.createLink();
        storage.replace(next.link(), versions.currentLink());
    }

    /** Returns whether the move was done although it failed. */
    private boolean isInPlace() {
        try {
            return link != null && link.equals(storage.key(versions.currentLink()));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Makes the move durable. Only then may what it has replaced go. */
    private void confirm() throws IOException {
        versions.markPublished(next.name());
        if (directory != null && settings.durability().forcesDirectory()) {
            directory.force();
            Target.requireReachable(versions.currentLink(), storage);
        }
        removeOld();
        close();
    }

    /** The new version is current and durable by now, whatever becomes of old ones. The next publish tries again. */
    private void removeOld() {
        try {
            OldVersions old = new OldVersions(versions);
            List<IoAction> removals = List.of(() -> old.remove(keeping, durablyReplaced), old::sweep);
            Failures.runAll(removals);
        } catch (IOException failure) {
            System.getLogger(Publication.class.getName())
                    .log(Level.WARNING, "Old versions in " + versions.directory() + " could not be removed", failure);
        }
    }

    private void close() throws IOException {
        List<IoAction> closes = new ArrayList<>();
        for (Closeable open : new Closeable[] {turn, directory, next.lease()}) {
            if (open != null) {
                closes.add(open::close);
            }
        }
        Failures.runAll(closes);
    }

    /** Ends this publish for a reason that its caller is about to see. */
    void failed(Throwable failure) {
        Failures.cleanUp(failure, next::discard);
        Failures.cleanUp(failure, this::close);
        end(Outcome.FAILED, failure);
    }

    private UnconfirmedWriteException unconfirmed(Throwable cause) {
        UnconfirmedWriteException unconfirmed = new UnconfirmedWriteException(versions.currentLink(), cause);
        Failures.cleanUp(cause, this::close);
        end(Outcome.UNCONFIRMED, unconfirmed);
        return unconfirmed;
    }

    private void end(Outcome outcome, @Nullable Throwable failure) {
        report.end(versions.currentLink(), tree.bytes(), outcome, failure);
    }

    void notifyListeners() {
        report.notifyListeners();
    }
}
