package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others do to a directory while a file is being written there: no lock keeps them from it. */
class MeddlingTest {
    private final List<CommitEvent> events = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void nameTheTarget() {
        target = directory.resolve("target");
    }

    private AtomicFileWriter meddledWith(Verb when, Meddling meddling) {
        return new SimulatedDisk()
                .before(when, () -> assertThat(catchThrowable(meddling::meddle)).isNull())
                .writer()
                .withListener(events::add);
    }

    @FunctionalInterface
    private interface Meddling {
        void meddle() throws IOException;
    }

    private void removeTemporaries() throws IOException {
        for (Path temporary : Directories.temporaries(directory)) {
            Files.delete(temporary);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W5 If someone removes the temporary before it is moved, the write fails, and the target is old")
    void failsWithoutItsTemporary(EntryPoint entryPoint) throws IOException {
        AtomicFileWriter writer = meddledWith(Verb.REPLACE, this::removeTemporaries);
        assertThatThrownBy(() -> entryPoint.write(writer, target, "new")).isInstanceOf(NoSuchFileException.class);
        assertHoldsOnly(directory);

        Files.writeString(target, "old");
        assertThatThrownBy(() -> entryPoint.write(writer, target, "new")).isInstanceOf(NoSuchFileException.class);
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(Outcome.FAILED));
    }

    @Test
    @DisplayName("W5 Another file at the target by then is not taken for this writer's")
    void doesNotTakeAnothersFileForItsOwn() throws IOException {
        AtomicFileWriter writer = meddledWith(Verb.REPLACE, () -> {
            removeTemporaries();
            Files.writeString(target, "another's");
        });
        assertThatThrownBy(() -> writer.writeString(target, "new")).isInstanceOf(NoSuchFileException.class);
        assertThat(target).hasContent("another's");
        assertHoldsOnly(directory, "target");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W5 If a link in the path is turned during the move, the file that it leads to then stays as it is")
    void failsWhereTheDirectoryIsExchanged(EntryPoint entryPoint) throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Path after = Files.createDirectory(directory.resolve("after"));
        Files.writeString(before.resolve("target"), "old");
        Files.writeString(after.resolve("target"), "old, too");
        Path current = Files.createSymbolicLink(directory.resolve("current"), before);
        AtomicFileWriter writer = meddledWith(Verb.REPLACE, () -> Directories.turn(current, after));
        Throwable failure = catchThrowable(() -> entryPoint.write(writer, current.resolve("target"), "new"));
        assertThat(after.resolve("target")).hasContent("old, too");
        assertHoldsOnly(after, "target");
        if (Boolean.getBoolean("native.expected")) {
            // The name is looked up in the directory that was opened, which is also the one that was forced.
            assertThat(failure).isNull();
            assertThat(before.resolve("target")).hasContent("new");
        } else {
            assertThat(failure).isInstanceOf(NoSuchFileException.class);
            assertThat(before.resolve("target")).hasContent("old");
            StaleTemporaries.sweep(before); // nobody else can find the temporary there any more
        }
        assertHoldsOnly(before, "target");
    }

    @Test
    @DisplayName("W2 W5 If a link in the path is turned before the commit, it fails, and both targets are as they were")
    void failsWhereTheDirectoryWasExchangedBeforeTheCommit() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Path after = Files.createDirectory(directory.resolve("after"));
        Files.writeString(before.resolve("target"), "old");
        Files.writeString(after.resolve("target"), "old, too");
        Path current = Files.createSymbolicLink(directory.resolve("current"), before);
        try (PendingFile file = AtomicFileWriter.create().open(current.resolve("target"))) {
            file.output().write('x');
            Directories.turn(current, after);
            assertThatThrownBy(file::commit).isInstanceOf(NoSuchFileException.class);
        }
        assertThat(before.resolve("target")).hasContent("old");
        assertThat(after.resolve("target")).hasContent("old, too");
        assertHoldsOnly(after, "target");

        StaleTemporaries.sweep(before);
        assertHoldsOnly(before, "target");
    }

    @Test
    @DisplayName("Batch W5 If a link in the path is turned after the moves, they are confirmed in their directory")
    void confirmsABatchWhereItsFilesAre() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Path current = Files.createSymbolicLink(directory.resolve("current"), before);
        AtomicFileWriter writer = meddledWith(Verb.FORCE_DIRECTORY, () -> Directories.turn(current, current));
        EntryPoint.BATCH.write(writer, current.resolve("target"), "new");
        assertThat(before.resolve("target")).hasContent("new");
        assertHoldsOnly(before, "target");
    }

    @Test
    @DisplayName("Batch If someone removes the temporaries midway, the exception lists which targets are new")
    void tellsWhichFilesOfABatchHadTheirTemporary() throws IOException {
        ThreeTargets targets = ThreeTargets.in(directory);
        targets.makeOld();
        AtomicFileWriter writer = meddledWith(Verb.REPLACE, () -> {
            if (Files.readString(targets.one()).equals("new")) {
                removeTemporaries();
            }
        });
        assertThatThrownBy(() -> targets.writeNew(writer))
                .isInstanceOfSatisfying(PartialCommitException.class, partial -> {
                    assertThat(partial.replaced()).containsExactly(targets.one());
                    assertThat(partial.unchanged()).containsExactly(targets.two(), targets.three());
                })
                .hasCauseInstanceOf(NoSuchFileException.class);
        assertThat(targets.one()).hasContent("new");
        assertThat(targets.two()).hasContent("old");
        assertThat(targets.three()).hasContent("old");
        targets.assertNoLeftovers();
    }
}
