package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.current;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedFailureTest {
    @TempDir
    private Path root;

    private final List<CommitEvent> events = new ArrayList<>();

    private PublishedDirectory on(SimulatedDisk disk, Path directory, Durability durability) {
        return PublishedDirectory.at(
                directory, disk.writer().withDurability(durability).withListener(events::add));
    }

    /** A directory with two versions, of which the next publish removes one. */
    private Path published(String name) throws IOException {
        Path directory = Files.createDirectory(root.resolve(name));
        PublishedDirectory before = PublishedDirectory.at(directory, AtomicFileWriter.create());
        before.publish(version("older"));
        before.publish(version("old"));
        return directory;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @DisplayName(
            "P3 Whatever step fails, the old version is current and nothing is left, or the new one is unconfirmed")
    void survivesAFailureAtEveryStep(Durability durability) throws IOException {
        int steps = stepsOf(durability);
        int unconfirmed = 0;
        for (int step = 1; step <= steps; step++) {
            Path directory = published(durability + " " + step);
            IOException failure = new IOException("step " + step);
            events.clear();
            try (SimulatedDisk disk = new SimulatedDisk().failingAt(step, failure);
                    LogRecorder log = new LogRecorder(Publication.class)) {
                Throwable thrown =
                        catchThrowable(() -> on(disk, directory, durability).publish(version("new")));
                assertThat(events).as("step %d", step).hasSize(1);
                Outcome outcome = events.get(0).outcome();
                assertThat(current(directory)).isEqualTo(outcome == Outcome.FAILED ? "old" : "new");
                switch (outcome) {
                    case FAILED -> {
                        assertThat(thrown).isSameAs(failure);
                        assertHoldsVersions(directory, 2);
                    }
                    case UNCONFIRMED -> {
                        assertThat(thrown)
                                .isInstanceOf(UnconfirmedWriteException.class)
                                .hasCause(failure);
                        unconfirmed++;
                    }
                    case COMMITTED -> {
                        assertThat(thrown).isNull();
                        assertThat(log.records())
                                .as("%s", disk.log().get(step - 1))
                                .hasSize(1);
                    }
                }
            }
            PublishedDirectory.at(directory, AtomicFileWriter.create()).publish(version("newer"));
            assertThat(current(directory)).isEqualTo("newer");
            assertHoldsVersions(directory, 2);
        }
        assertThat(unconfirmed).isPositive();
    }

    private int stepsOf(Durability durability) throws IOException {
        Path directory = published(durability.name());
        try (SimulatedDisk disk = new SimulatedDisk()) {
            on(disk, directory, durability).publish(version("new"));
            assertHoldsVersions(directory, 2);
            return disk.steps();
        }
    }

    @Test
    @DisplayName("P3 Whatever step of the first publish fails, nothing is current and nothing is left")
    void survivesAFailureAtEveryStepOfTheFirstPublish() throws IOException {
        Outcome outcome = Outcome.FAILED;
        for (int step = 1; outcome == Outcome.FAILED; step++) {
            Path directory = Files.createDirectory(root.resolve("step " + step));
            events.clear();
            try (SimulatedDisk disk = new SimulatedDisk().failingAt(step, new IOException("step " + step))) {
                Throwable thrown = catchThrowable(
                        () -> on(disk, directory, Durability.FULL).publish(version("new")));
                outcome = events.get(0).outcome();
                if (outcome == Outcome.FAILED) {
                    assertThat(thrown).hasMessage("step " + step);
                    assertThat(Directories.names(directory)).isSubsetOf(".v-turn");
                }
            }
            assertThat(events).hasSize(1);
        }
        assertThat(outcome).isEqualTo(Outcome.UNCONFIRMED);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @DisplayName("P10 Wherever a publisher is killed, a version is current and whole; a sweep removes the rest")
    void survivesACrashAtEveryStep(Durability durability) throws IOException {
        int steps = stepsOf(durability);
        for (int step = 1; step <= steps; step++) {
            Path directory = published(durability + " " + step);
            try (SimulatedDisk disk = new SimulatedDisk().crashingAt(step)) {
                assertThatThrownBy(() -> on(disk, directory, durability).publish(version("new")))
                        .isInstanceOfAny(SimulatedDisk.Crash.class, UnconfirmedWriteException.class);
                assertThat(current(directory)).isIn("old", "new");
            }
            StaleTemporaries.sweep(directory);
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
            int versions = Publishing.versions(directory).size();
            assertThat(versions).isBetween(2, 3);
            assertHoldsVersions(directory, versions);
            try (PublishedDirectory.Snapshot snapshot =
                    PublishedDirectory.at(directory, AtomicFileWriter.create()).open()) {
                assertThat(Publishing.read(snapshot.directory())).isIn("old", "new");
            }
            PublishedDirectory.at(directory, AtomicFileWriter.create()).publish(version("newer"));
            assertThat(current(directory)).isEqualTo("newer");
            assertHoldsVersions(directory, 2);
        }
    }

    @Test
    @DisplayName("P3 A move that was done although it reported a failure is unconfirmed")
    void reportsADoneMoveAsUnconfirmed() throws IOException {
        Path directory = published("directory");
        IOException failure = new IOException("late");
        try (SimulatedDisk disk = new SimulatedDisk().failingAfter(Verb.REPLACE, failure)) {
            assertThatThrownBy(() -> on(disk, directory, Durability.FULL).publish(version("new")))
                    .isInstanceOf(UnconfirmedWriteException.class)
                    .hasCause(failure);
        }
        assertThat(current(directory)).isEqualTo("new");
    }

    @Test
    @DisplayName("P2 P5 The order: the tree, the directory, the link, the move, the directory, and only then a removal")
    void forcesBeforeAndAfterTheMove() throws IOException {
        Path directory = published("directory");
        try (SimulatedDisk disk = new SimulatedDisk()) {
            on(disk, directory, Durability.FULL).publish(version("new"));
            List<Verb> order = new ArrayList<>(disk.log());
            int link = order.indexOf(Verb.CREATE_LINK);
            List<Verb> before = order.subList(0, link);
            List<Verb> after = order.subList(link, order.size());
            assertThat(before).filteredOn(Verb.FORCE::equals).hasSize(3);
            assertThat(before).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(3);
            assertThat(before).doesNotContain(Verb.REPLACE, Verb.REMOVE_TREE);
            assertThat(after).doesNotContain(Verb.FORCE);
            assertThat(after)
                    .containsSubsequence(Verb.REPLACE, Verb.REPLACE, Verb.FORCE_DIRECTORY, Verb.LOCK, Verb.REMOVE_TREE);
            assertThat(after.indexOf(Verb.FORCE_DIRECTORY)).isLessThan(after.indexOf(Verb.REMOVE_TREE));
        }
    }

    @Test
    @DisplayName("P2 Durability means for a directory what it means for a file")
    void forcesWhatTheDurabilitySays() throws IOException {
        try (SimulatedDisk disk = new SimulatedDisk()) {
            on(disk, published("none"), Durability.NONE).publish(version("new"));
            assertThat(disk.log()).doesNotContain(Verb.FORCE, Verb.FORCE_DIRECTORY);
        }
        try (SimulatedDisk disk = new SimulatedDisk()) {
            on(disk, published("content"), Durability.CONTENT).publish(version("new"));
            List<Verb> log = disk.log();
            assertThat(log).contains(Verb.FORCE, Verb.FORCE_DIRECTORY);
            assertThat(log.subList(log.indexOf(Verb.CREATE_LINK), log.size())).doesNotContain(Verb.FORCE_DIRECTORY);
        }
    }

    @Test
    @DisplayName("P5 Where the move is not forced, a version that someone publishes meanwhile stays")
    void keepsWhatSomeonePublishesMeanwhile() throws IOException {
        int force = stepOfTheForce();
        for (int step = 1; step <= force; step++) {
            Path directory = published("step " + step);
            PublishedDirectory others = on(new SimulatedDisk(), directory, Durability.CONTENT);
            try (SimulatedDisk disk = new SimulatedDisk()
                    .before(
                            step,
                            () -> assertThat(catchThrowable(() -> others.publish(version("another's"))))
                                    .isNull())) {
                on(disk, directory, Durability.CONTENT).keeping(1).publish(version("new"));
            }
            assertThat(current(directory)).isEqualTo("new");
            List<String> contents = new ArrayList<>();
            for (String version : Publishing.versions(directory)) {
                contents.add(Publishing.read(directory.resolve(version)));
            }
            // A power cut may bring it back: the force of the directory may have made it the current one.
            assertThat(contents).as("step %d", step).contains("another's");
        }
    }

    private int stepOfTheForce() throws IOException {
        try (SimulatedDisk disk = new SimulatedDisk()) {
            Path directory = published("force");
            on(disk, directory, Durability.CONTENT).keeping(1).publish(version("new"));
            return disk.log().lastIndexOf(Verb.FORCE_DIRECTORY) + 1;
        }
    }
}
