package com.example.writers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.trace.CrashStates;
import io.github.atomicwrite.crash.trace.Strace;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.FileReplacer;
import io.github.atomicwrite.crash.writer.WriterProcess;
import io.github.atomicwrite.test.CrashTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two models of a power loss: that of the crash test, which hooks the JDK, and that of the core's crash tests, which
 * reads what strace sees. Both are given the core's own writers, right and broken ones.
 */
class CoreModelTest {
    private static final int OLD_LENGTH = 9_000;
    private static final int[] LENGTHS = {100, 10_000};
    private static final long SEED = 20_261_121;

    @TempDir
    private static Path scratch;

    private static WriterProcess process;

    @TempDir
    private Path directory;

    /** What a reader may find at the target after a crash at any moment, and at any moment after the return. */
    private record Found(Set<Observed> always, Set<Observed> onceReturned) {
        Found() {
            this(new HashSet<>(), new HashSet<>());
        }
    }

    @BeforeAll
    static void startWriterProcess() throws IOException {
        process = WriterProcess.start(scratch, List.of());
        try (Strace probe = Strace.attach(process, scratch.resolve("probe"))) {
            assertThat(probe).isNotNull();
        } catch (IOException unusable) {
            abort("There is no trace to compare with: " + unusable.getMessage());
        }
    }

    @AfterAll
    static void endWriterProcess() {
        process.close();
    }

    static List<FileReplacer> writers() {
        return FileReplacer.all().stream().filter(writer -> !writer.publishes()).toList();
    }

    @ParameterizedTest
    @MethodSource("writers")
    @DisplayName("T1 both models find the same contents after a power loss")
    void agreeOnWhatAPowerLossLeaves(FileReplacer writer) throws Exception {
        for (boolean targetExists : new boolean[] {true, false}) {
            for (int length : LENGTHS) {
                VersionedContent content = new VersionedContent(TargetDirectory.NEW, length);
                assertThat(byCrashTest(writer, targetExists, content))
                        .as("%s, %d bytes, %s", writer, length, targetExists ? "a replacement" : "a new file")
                        .isEqualTo(byTrace(writer, targetExists, content));
            }
        }
    }

    private static Found byCrashTest(FileReplacer writer, boolean targetExists, VersionedContent content)
            throws Exception {
        Found found = new Found();
        CrashTest.of(state -> writer.replace(new TargetDirectory(state).target(), content.bytes()))
                .startingFrom(state -> new TargetDirectory(state).prepare(targetExists, OLD_LENGTH))
                .expectAlways(state -> found.always.add(Observed.at(new TargetDirectory(state).target())))
                .expectOnceReturned(state -> found.onceReturned.add(Observed.at(new TargetDirectory(state).target())))
                .survivesPowerLoss();
        return found;
    }

    private Found byTrace(FileReplacer writer, boolean targetExists, VersionedContent content) throws IOException {
        TargetDirectory target = new TargetDirectory(directory);
        target.prepare(targetExists, OLD_LENGTH);
        TracedCommit commit = TracedCommit.of(process, writer, target.target(), content, scratch.resolve("trace"));
        assertThat(commit.answer()).isEqualTo("done");
        Found found = new Found();
        new CrashStates(commit, SEED).forEach((callsDone, observed) -> {
            found.always.add(observed);
            if (callsDone == commit.calls().size()) {
                found.onceReturned.add(observed);
            }
        });
        return found;
    }
}
