package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file system may make of a commit by its contract, whole blocks lost and operations reordered. */
@Tier1
class CrashStatesTest {
    private static final long SEED = Evidence.seed("subsets of what was not forced");
    private static final int OLD_LENGTH = 9_000;
    private static final int[] LENGTHS = {100, 10_000, 40_000};

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    private SubjectProcess subject;

    @BeforeEach
    void startSubject() throws IOException {
        subject = SubjectProcess.start(scratch, List.of());
    }

    @AfterEach
    void endSubject() {
        subject.close();
    }

    @Test
    @DisplayName("W2 W3 every state that a crash may leave is old or new, and new once acknowledged")
    void everyStateIsOldOrNew(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (EntryPoint entryPoint : EntryPoint.values()) {
            badStates(entryPoint, findings).forEach(findings::violation);
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("every mutant leaves a state that is neither, or loses what it has acknowledged")
    void everyMutantIsCaught(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (Mutant mutant : Mutant.values()) {
            findings.mutant(
                    mutant.name(),
                    Evidence.ANY,
                    !badStates(mutant, new Findings()).isEmpty());
        }
        evidence.accept(findings);
        assertThat(findings.report().mutants()).hasSize(Mutant.values().length);
    }

    private List<String> badStates(FileReplacer writer, Findings findings) throws IOException {
        List<String> bad = new ArrayList<>();
        for (boolean targetExists : new boolean[] {true, false}) {
            for (int length : LENGTHS) {
                Room room = new Room(directory);
                room.prepare(targetExists, OLD_LENGTH);
                TracedCommit commit = TracedCommit.of(
                        subject, writer, room.target(), new Content(Room.NEW, length), scratch.resolve("trace"));
                assertThat(commit.answer()).isEqualTo("done");
                CrashStates states =
                        new CrashStates(commit, new Content(Room.OLD, OLD_LENGTH).bytes(), targetExists, SEED);
                int count = states.forEach((callsDone, found) -> {
                    boolean acknowledged = callsDone == commit.calls().size();
                    boolean right = found.equals(Observed.whole(Room.NEW))
                            || (!acknowledged && found.equals(Room.old(targetExists)));
                    if (!right) {
                        bad.add("%s: %s after call %d of %d"
                                .formatted(
                                        writer, found, callsDone, commit.calls().size()));
                    }
                });
                findings.crashStates(Evidence.ANY, count);
            }
        }
        return bad;
    }
}
