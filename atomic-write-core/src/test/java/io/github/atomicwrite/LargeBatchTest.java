package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Batches of more files than are held open at once. */
class LargeBatchTest {
    private static final int MAX_OPEN = 256;
    private static final int FILES = 300;

    private final List<CommitEvent> events = new ArrayList<>();

    @TempDir
    private Path directory;

    private SimulatedDisk replaceMany(int files, SimulatedDisk disk) throws IOException {
        try (WriteBatch batch = disk.writer().withListener(events::add).batch()) {
            for (int i = 0; i < files; i++) {
                batch.writeString(Files.writeString(directory.resolve("file" + i), "old"), "new");
            }
            batch.commit();
        }
        return disk;
    }

    @Test
    @DisplayName("Batch Of replaced files, few are held until their directory is forced")
    void holdsFewReplacedFiles() throws IOException {
        List<Verb> log = replaceMany(600, new SimulatedDisk()).log();
        assertThat(maxHeld(log)).isEqualTo(256);
        assertThat(log).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(3);
    }

    private static int maxHeld(List<Verb> log) {
        int held = 0;
        int most = 0;
        for (Verb verb : log) {
            held += verb == Verb.HOLD ? 1 : verb == Verb.RELEASE ? -1 : 0;
            most = Math.max(most, held);
        }
        return most;
    }

    @Test
    @DisplayName(
            "Batch W5 A directory that could not be forced once is not forced again, and all its files are unconfirmed")
    void neverForcesADirectoryAgain() {
        IOException lost = new IOException("Input/output error");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE_DIRECTORY, lost);
        assertThatThrownBy(() -> replaceMany(600, disk))
                .isInstanceOf(UnconfirmedWriteException.class)
                .cause()
                .isSameAs(lost);
        assertThat(disk.log()).filteredOn(Verb.FORCE_DIRECTORY::equals).hasSize(1);
        assertThat(events)
                .hasSize(600)
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(Outcome.UNCONFIRMED));
        assertThat(directory.resolve("file599")).hasContent("new");
        assertThat(maxHeld(disk.log())).isEqualTo(256);
    }

    @Test
    @DisplayName("Batch W16 Staged files are forced and closed whenever there are many, and each is forced once")
    void forcesEachStagedFileOnce() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        try (WriteBatch batch = disk.writer().batch()) {
            stage(batch);
            assertThat(disk.log()).filteredOn(Verb.FORCE::equals).hasSize(MAX_OPEN);
            assertThat(disk.log()).filteredOn(Verb.CLOSE_BEFORE_MOVE::equals).hasSize(MAX_OPEN);
            batch.commit();
        }
        assertThat(disk.log()).filteredOn(Verb.FORCE::equals).hasSize(FILES);
        assertThat(disk.log()).filteredOn(Verb.START_WRITE_BACK::equals).hasSize(FILES);
        assertThat(Directories.names(directory)).hasSize(FILES).noneMatch(name -> name.startsWith("."));
    }

    @Test
    @DisplayName("Batch W4 W20 If the disk fails while files are being staged, listeners hear once of each, and all go")
    void discardsWhatCouldNotBeForcedWhileStaging() throws IOException {
        IOException lost = new IOException("Input/output error");
        SimulatedDisk disk = new SimulatedDisk().failing(Verb.FORCE, lost);
        try (WriteBatch batch = disk.writer().withListener(events::add).batch()) {
            assertThatThrownBy(() -> stage(batch)).isSameAs(lost);
        }
        assertThat(events)
                .hasSize(MAX_OPEN)
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(Outcome.FAILED));
        assertThat(events).extracting(CommitEvent::target).doesNotHaveDuplicates();
        assertHoldsOnly(directory);
    }

    private void stage(WriteBatch batch) throws IOException {
        for (int i = 0; i < FILES; i++) {
            batch.writeString(directory.resolve("file" + i), "new");
        }
    }
}
