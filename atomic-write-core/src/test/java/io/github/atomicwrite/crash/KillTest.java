package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.StaleTemporaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} before each system call of a commit, and at any time. */
@Tier1
class KillTest {
    private static final int OLD_LENGTH = 9_000;
    private static final Content NEW = new Content(Room.NEW, 20_000);

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W2 W19 killed before any call, a writer leaves old or new, and at most a temporary that can be swept")
    void aKillBeforeAnyCallLeavesOldOrNew(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (EntryPoint entryPoint : EntryPoint.values()) {
            for (SystemCall call : calls(entryPoint)) {
                Room room = new Room(directory);
                room.prepare(true, OLD_LENGTH);
                killBefore(call, entryPoint, room);
                findings.fault(Evidence.ANY);

                StaleTemporaries.sweep(directory);
                Observed found = Observed.at(room.target());
                boolean oldOrNew = found.equals(Room.old(true)) || found.equals(Observed.whole(Room.NEW));
                if (!oldOrNew || !room.leftovers().isEmpty()) {
                    findings.violation("%s, killed before %s: %s, leftovers %s"
                            .formatted(entryPoint, call, found, room.leftovers()));
                }
            }
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("W2 W3 in a storm of kills every reader sees whole files, and no acknowledged write is lost")
    void aStormOfKillsTearsNothing(Evidence evidence) throws Exception {
        Findings findings = new Findings();
        KillStorm.run(directory, scratch, findings);
        evidence.accept(findings);
    }

    private List<SystemCall> calls(EntryPoint entryPoint) throws IOException {
        Room room = new Room(directory);
        room.prepare(true, OLD_LENGTH);
        try (SubjectProcess subject = SubjectProcess.start(scratch, List.of(), entryPoint)) {
            return TracedCommit.of(subject, entryPoint, room.target(), NEW, scratch.resolve("trace"))
                    .calls();
        }
    }

    private void killBefore(SystemCall call, EntryPoint entryPoint, Room room) throws IOException {
        String injection = "inject=%s:signal=SIGKILL:when=%d".formatted(call.name(), call.ordinal());
        SubjectProcess subject = SubjectProcess.start(scratch, List.of(), entryPoint);
        Strace strace = Strace.attach(subject, scratch.resolve("trace"), "-e", injection);
        subject.begin("write", entryPoint, room.target(), NEW);
        assertThat(subject.awaitEnd()).as("killed before %s", call).isEqualTo(128 + 9);
        strace.close();
    }
}
