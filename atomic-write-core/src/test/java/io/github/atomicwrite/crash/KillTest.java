package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.StaleTemporaries;
import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.trace.Strace;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} before each system call of a commit, and at random moments. */
@Tier1
class KillTest {
    private static final int OLD_LENGTH = 9_000;
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 20_000);

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W2 W19 a kill before any call leaves old or new, and at most a temporary that a sweep removes")
    void aKillBeforeAnyCallLeavesOldOrNew(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (LibraryWriter entryPoint : LibraryWriter.ofFiles()) {
            killEverywhere(entryPoint, findings);
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("P3 P10 the same for a publish, and for what it changes: the old version or the new one, whole")
    void aKillBeforeAnyChangeOfAPublishLeavesAWholeVersion(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        killEverywhere(LibraryWriter.PUBLISH, findings);
        evidence.accept(findings);
    }

    private void killEverywhere(LibraryWriter entryPoint, Findings findings) throws IOException {
        for (SystemCall call : calls(entryPoint)) {
            TargetDirectory targetDirectory = entryPoint.in(directory);
            targetDirectory.prepare(true, OLD_LENGTH);
            if (!killBefore(call, entryPoint, targetDirectory)) {
                // The search for a descriptor reads one link more or less from run to run.
                assertThat(call.name()).as("the call that was not made again").startsWith("readlink");
                continue;
            }
            findings.fault(Evidence.ANY);

            StaleTemporaries.sweep(directory);
            Observed found = Observed.at(targetDirectory.target());
            boolean oldOrNew =
                    found.equals(TargetDirectory.old(true)) || found.equals(Observed.whole(TargetDirectory.NEW));
            if (!oldOrNew || !targetDirectory.leftovers().isEmpty()) {
                findings.violation("%s, killed before %s: %s, leftovers %s"
                        .formatted(entryPoint, call, found, targetDirectory.leftovers()));
            }
            entryPoint.replace(targetDirectory.target(), NEW.bytes());
            String wrong = targetDirectory.findProblem("done", true);
            if (!wrong.isEmpty()) {
                findings.violation("%s, the write after a kill before %s: %s".formatted(entryPoint, call, wrong));
            }
        }
    }

    @Test
    @DisplayName("W2 W3 while writers are killed, readers see whole files, and no acknowledged write is lost")
    void randomKillsTearNothing(Evidence evidence) throws Exception {
        Findings findings = new Findings();
        RandomKills.run(3, LibraryWriter.ofFiles(), directory, scratch, findings);
        evidence.accept(findings);
    }

    @Test
    @DisplayName("P1 P3 P5 while publishers are killed, a snapshot of another process is whole, and nothing is left")
    void randomKillsMixNoVersions(Evidence evidence) throws Exception {
        Findings findings = new Findings();
        RandomKills.run(1, LibraryWriter.ofDirectories(), directory, scratch, findings);
        evidence.accept(findings);
    }

    private List<SystemCall> calls(LibraryWriter entryPoint) throws IOException {
        TargetDirectory targetDirectory = entryPoint.in(directory);
        targetDirectory.prepare(true, OLD_LENGTH);
        try (WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), entryPoint)) {
            return TracedCommit.of(writerProcess, entryPoint, targetDirectory.target(), NEW, scratch.resolve("trace"))
                    .calls()
                    .stream()
                    // A publish makes many calls. A kill before one that changes nothing leaves what is already there.
                    .filter(call -> !entryPoint.publishes() || call.changesTheDisk())
                    .toList();
        }
    }

    /** Returns whether the process was killed, because it made the call. */
    @SuppressWarnings("try") // strace only has to be there
    private boolean killBefore(SystemCall call, LibraryWriter entryPoint, TargetDirectory targetDirectory)
            throws IOException {
        String injection = "inject=%s:signal=SIGKILL:when=%d".formatted(call.name(), call.ordinal());
        try (WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), entryPoint);
                Strace strace = Strace.attach(writerProcess, scratch.resolve("trace"), "-e", injection)) {
            writerProcess.begin("write", entryPoint, targetDirectory.target(), NEW);
            if (writerProcess.hasAnswered()) {
                return false;
            }
            assertThat(writerProcess.awaitEnd()).isEqualTo(128 + 9);
            return true;
        }
    }
}
