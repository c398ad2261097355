package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.crash.content.PublishedTarget;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system calls of a real publish come in the order that P2 and P5 promise. */
@Tier1
class PublishOrderTest {
    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("P2 P5 force bottom-up, force the directory, link, move, force the directory, remove the old version")
    void theKernelSeesTheStepsInOrder() throws IOException {
        PublishedTarget published = new PublishedTarget(directory);
        published.prepare(true, 100);
        String old = Files.readSymbolicLink(published.target()).toString();
        try (WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), LibraryWriter.PUBLISH)) {
            TracedCommit commit = TracedCommit.of(
                    writerProcess,
                    LibraryWriter.PUBLISH,
                    published.target(),
                    new VersionedContent(TargetDirectory.NEW, 20_000),
                    scratch.resolve("trace"));

            assertThat(commit.answer()).isEqualTo("done");
            String next = Files.readSymbolicLink(published.target()).toString();
            assertThat(steps(commit, old, next))
                    .containsExactly(
                            "mkdir NEW",
                            "mkdir NEW/umask",
                            "rmdir NEW/umask",
                            "mkdir NEW/inner",
                            "fsync NEW/inner/0-of-1",
                            "fsync NEW/inner",
                            "fsync NEW",
                            "fsync .",
                            "symlink NEW.link",
                            "rename NEW.link current",
                            "rename NEW.new NEW.lease",
                            "fsync .",
                            "rename OLD OLD.old",
                            "unlink OLD.lease",
                            "unlinkat 0-of-1",
                            "unlinkat inner",
                            "unlinkat OLD.old");
        }
    }

    /** Returns the changes of names and the forces, in short. */
    private List<String> steps(TracedCommit commit, String old, String next) {
        List<String> steps = new ArrayList<>();
        Map<Long, String> opened = new HashMap<>();
        for (SystemCall call : commit.calls()) {
            if (call.name().equals("openat")) {
                opened.put(call.result(), call.path(1));
            }
            String step =
                    switch (call.name()) {
                        case "fsync" -> opened.get(Long.valueOf(call.arguments().get(0)));
                        case "mkdir", "rmdir", "unlink" -> call.path(0);
                        case "symlink", "unlinkat" -> call.path(1);
                        case "rename" -> call.path(0) + " " + call.path(1);
                        case "renameat" -> call.path(1) + " " + call.path(3);
                        default -> "";
                    };
            // The native way tries unlink(2) before rmdir(2).
            if (!step.isEmpty() && call.result() >= 0) {
                steps.add(call.name().replace("renameat", "rename") + " "
                        + step.replace(directory + "/", "")
                                .replace(directory.toString(), ".")
                                .replace(old, "OLD")
                                .replace(next, "NEW")
                                .replaceAll("\\.[0-9a-f]{16}", ".lease"));
            }
        }
        return steps;
    }
}
