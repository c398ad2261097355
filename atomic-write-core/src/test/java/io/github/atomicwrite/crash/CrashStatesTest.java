package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.trace.CrashStates;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.FileReplacer;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.Mutant;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All states that a file system may leave after a crash: lost blocks, and operations in another order. */
@Tier1
class CrashStatesTest {
    private static final int OLD_LENGTH = 9_000;
    private static final int[] LENGTHS = {100, 10_000, 40_000};
    private static final int[] LENGTH_OF_VERSION = {10_000};

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    private WriterProcess writerProcess;

    @BeforeEach
    void startWriterProcess() throws IOException {
        writerProcess = WriterProcess.start(scratch, List.of());
    }

    @AfterEach
    void endWriterProcess() {
        writerProcess.close();
    }

    @Test
    @DisplayName("W2 W3 each state that a crash may leave is old or new, and new once acknowledged")
    void everyStateIsOldOrNew(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (LibraryWriter entryPoint : LibraryWriter.inOneThread()) {
            badStates(entryPoint, findings).forEach(findings::violation);
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("each mutant leaves a state that is neither old nor new, or loses an acknowledged write")
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
            for (int length : writer.publishes() ? LENGTH_OF_VERSION : LENGTHS) {
                TargetDirectory targetDirectory = writer.in(directory);
                targetDirectory.prepare(targetExists, OLD_LENGTH);
                TracedCommit commit = TracedCommit.of(
                        writerProcess,
                        writer,
                        targetDirectory.target(),
                        new VersionedContent(TargetDirectory.NEW, length),
                        scratch.resolve("trace"));
                assertThat(commit.answer()).isEqualTo("done");
                CrashStates states = new CrashStates(commit, Evidence.SEED);
                int count = states.forEach((callsDone, found) -> {
                    boolean acknowledged = callsDone == commit.calls().size();
                    boolean right = found.equals(Observed.whole(TargetDirectory.NEW))
                            || (!acknowledged && found.equals(TargetDirectory.old(targetExists)));
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
