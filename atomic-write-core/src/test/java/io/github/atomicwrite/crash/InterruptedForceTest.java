package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.trace.Strace;
import io.github.atomicwrite.crash.writer.FileReplacer;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.Mutant;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts during a force. An injected delay makes each force long enough. */
@Tier1
class InterruptedForceTest {
    private static final String SLOW_FORCES = "inject=fsync:delay_enter=300000";
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 20_000);

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W15 a write that is interrupted during its forces finishes, and keeps the interrupt status")
    void anInterruptWithinAForceIsKeptAndStopsNothing(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (LibraryWriter entryPoint : LibraryWriter.values()) {
            TargetDirectory targetDirectory = entryPoint.in(directory);
            String answer = writeInterrupted(entryPoint, targetDirectory);
            findings.fault(Evidence.ANY);
            if (!answer.matches("done\t[1-9]\tinterrupted")) {
                findings.violation(entryPoint + ", interrupted: " + answer);
            }
            String wrong = targetDirectory.findProblem(answer, true);
            if (!wrong.isEmpty()) {
                findings.violation(entryPoint + ", interrupted: " + wrong);
            }
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("a mutant with interruptible forces is caught")
    void anInterruptibleForceIsCaught() throws IOException {
        assertThat(writeInterrupted(Mutant.DIRECTORY_FIRST, new TargetDirectory(directory)))
                .contains("ClosedByInterruptException");
    }

    private String writeInterrupted(FileReplacer writer, TargetDirectory targetDirectory) throws IOException {
        targetDirectory.prepare(true, 9_000);
        try (WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), writer)) {
            Strace strace = Strace.attach(writerProcess, scratch.resolve("trace"), "-e", SLOW_FORCES);
            writerProcess.begin("interrupted", writer, targetDirectory.target(), NEW);
            String answer = writerProcess.answer();
            strace.close();
            return answer;
        }
    }
}
