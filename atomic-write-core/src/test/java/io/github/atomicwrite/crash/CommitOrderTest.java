package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The system calls of a real commit come in the order that W1 promises. */
@Tier1
class CommitOrderTest {
    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            // BatchPhasesTest and PublishOrderTest check their order.
            names = {"WRITE_BATCH", "PUBLISH", "PUBLISH_FILES"})
    @DisplayName("W1 create, write, mode, force, open the directory, move, close, force the directory, look")
    void theKernelSeesTheStepsInOrder(LibraryWriter entryPoint) throws IOException {
        TargetDirectory targetDirectory = new TargetDirectory(directory);
        targetDirectory.prepare(true, 100);
        try (WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), entryPoint)) {
            TracedCommit commit = TracedCommit.of(
                    writerProcess,
                    entryPoint,
                    targetDirectory.target(),
                    new VersionedContent(TargetDirectory.NEW, 20_000),
                    scratch.resolve("trace"));

            assertThat(commit.answer()).isEqualTo("done");
            assertThat(positions(commit, targetDirectory)).isSorted().doesNotHaveDuplicates();
        }
    }

    private static List<Integer> positions(TracedCommit commit, TargetDirectory targetDirectory) {
        SystemCall creation = commit.first("creation", call -> call.name().equals("openat") && call.has("O_EXCL"));
        String temporary = creation.path(1);
        assertThat(Path.of(temporary)).hasParentRaw(targetDirectory.path());
        String descriptor = Long.toString(creation.result());
        SystemCall directoryOpened = commit.first(
                "opening of the directory",
                call -> call.name().equals("openat")
                        && call.path(1).equals(targetDirectory.path().toString()));
        String directoryDescriptor = Long.toString(directoryOpened.result());
        SystemCall move = commit.first(
                "move", call -> call.isMove(Path.of(temporary), targetDirectory.target(), directoryDescriptor));
        if (!ChildJvm.nativeAccess().isEmpty()) {
            assertThat(move.arguments()).element(0).isEqualTo(directoryDescriptor);
        }
        SystemCall lastWrite = commit.last("write", on(descriptor, "pwrite64"));
        SystemCall mode = commit.first(
                "mode",
                call -> on(descriptor, "fchmod").test(call)
                        || (call.name().equals("chmod") && call.path(0).matches("/proc/\\d+/fd/" + descriptor)));
        SystemCall force = commit.first("force of the directory", on(directoryDescriptor, "fsync"));
        return List.of(
                commit.place(creation),
                commit.place(commit.first("lock", on(descriptor, "fcntl"))),
                commit.place(lastWrite),
                commit.place(mode),
                commit.place(commit.first("force of the content", on(descriptor, "fsync"))),
                commit.place(directoryOpened),
                commit.place(move),
                commit.place(commit.last("closing of the temporary", on(descriptor, "close"))),
                commit.place(force),
                commit.place(commit.first(
                        "look at the target after that",
                        call -> call.isStatusOf(targetDirectory.target(), directoryDescriptor)
                                && commit.place(call) > commit.place(force))),
                commit.place(commit.last("closing of the directory", on(directoryDescriptor, "close"))));
    }

    private static Predicate<SystemCall> on(String descriptor, String name) {
        return call -> call.name().equals(name) && call.arguments().get(0).equals(descriptor);
    }
}
