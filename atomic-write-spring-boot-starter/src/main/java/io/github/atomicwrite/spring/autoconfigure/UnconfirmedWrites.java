package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.spring.AtomicFileWriterCustomizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Remembers in which directories the last write could not be confirmed to survive power loss: the state directory and
 * the directories below it.
 */
final class UnconfirmedWrites implements AtomicFileWriterCustomizer {
    private final Set<Path> unconfirmed = new ConcurrentSkipListSet<>();
    private final List<Path> roots;

    UnconfirmedWrites(Path stateDirectory) {
        Path absolute = stateDirectory.toAbsolutePath().normalize();
        this.roots = List.of(absolute, realPathOr(absolute));
    }

    private static Path realPathOr(Path absolute) {
        try {
            return absolute.toRealPath();
        } catch (IOException absent) {
            return absolute;
        }
    }

    @Override
    public AtomicFileWriter customize(AtomicFileWriter writer) {
        return writer.withListener(this::onCommit);
    }

    void onCommit(CommitEvent event) {
        Path directory = event.target().toAbsolutePath().normalize().getParent();
        if (directory == null) {
            return;
        }
        if (event.outcome() == CommitEvent.Outcome.COMMITTED) {
            unconfirmed.remove(directory);
        } else if (event.outcome() == CommitEvent.Outcome.UNCONFIRMED
                && roots.stream().anyMatch(directory::startsWith)) {
            unconfirmed.add(directory);
        }
    }

    /** Returns the directories in which the last write that was not a failure is unconfirmed. */
    List<Path> directories() {
        return List.copyOf(unconfirmed);
    }
}
