package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts that come while the kernel is at a force, which a delay makes last long enough to be hit. */
@Tier1
class InterruptTest {
    private static final String SLOW_FORCES = "inject=fsync:delay_enter=300000";
    private static final Content NEW = new Content(Room.NEW, 20_000);

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W15 a write that is interrupted within its forces finishes, and keeps the interrupt status")
    void anInterruptWithinAForceIsKeptAndStopsNothing(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (EntryPoint entryPoint : EntryPoint.values()) {
            Room room = new Room(directory);
            String answer = writeInterrupted(entryPoint, room);
            findings.fault(Evidence.ANY);
            if (!answer.matches("done\t[1-9]\tinterrupted")) {
                findings.violation(entryPoint + ", interrupted: " + answer);
            }
            String wrong = room.judge(answer, true);
            if (!wrong.isEmpty()) {
                findings.violation(entryPoint + ", interrupted: " + wrong);
            }
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("a writer whose forces can be interrupted is caught")
    void anInterruptibleForceIsCaught() throws IOException {
        assertThat(writeInterrupted(Mutant.DIRECTORY_FIRST, new Room(directory)))
                .contains("ClosedByInterruptException");
    }

    private String writeInterrupted(FileReplacer writer, Room room) throws IOException {
        room.prepare(true, 9_000);
        try (SubjectProcess subject = SubjectProcess.start(scratch, List.of(), writer)) {
            Strace strace = Strace.attach(subject, scratch.resolve("trace"), "-e", SLOW_FORCES);
            subject.begin("interrupted", writer, room.target(), NEW);
            String answer = subject.answer();
            strace.close();
            return answer;
        }
    }
}
