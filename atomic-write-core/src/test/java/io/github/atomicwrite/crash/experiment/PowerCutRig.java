package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.trace.Strace;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.CutMode;
import io.github.atomicwrite.crash.volume.Volume;
import io.github.atomicwrite.crash.volume.VolumeKind;
import io.github.atomicwrite.crash.writer.FileReplacer;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume, and a process that writes to it and is stopped at chosen system calls while the power is cut. */
final class PowerCutRig implements AutoCloseable {
    private final Volume volume;
    private final Path trace;
    private final Path directory;
    private final WriterProcess writerProcess;

    private PowerCutRig(Volume volume, Path trace, Path directory, WriterProcess writerProcess) {
        this.volume = volume;
        this.trace = trace;
        this.directory = directory;
        this.writerProcess = writerProcess;
    }

    static PowerCutRig of(VolumeKind kind, Path scratch) throws IOException {
        Volume volume = kind.mount(scratch);
        Path directory = Files.createDirectory(volume.root().resolve("directory"));
        force(volume.root());
        Path warmUp = Files.createDirectory(scratch.resolve("warm-up"));
        return new PowerCutRig(volume, warmUp.resolve("trace"), directory, WriterProcess.start(warmUp, List.of()));
    }

    Path directory() {
        return directory;
    }

    Volume volume() {
        return volume;
    }

    WriterProcess writerProcess() {
        return writerProcess;
    }

    /** Makes the old content durable or, if the target is not to exist, its absence. */
    void prepare(TargetDirectory targetDirectory, boolean targetExists, int length) throws IOException {
        targetDirectory.prepare(targetExists, length);
        if (targetExists) {
            force(targetDirectory.target());
        }
        force(targetDirectory.path());
    }

    /** Traces a write, and returns the calls that change the disk. */
    List<SystemCall> steps(FileReplacer writer, boolean targetExists, int oldLength, VersionedContent content)
            throws IOException {
        TargetDirectory targetDirectory = writer.in(directory);
        prepare(targetDirectory, targetExists, oldLength);
        return TracedCommit.of(writerProcess, writer, targetDirectory.target(), content, trace).calls().stream()
                .filter(SystemCall::changesTheDisk)
                .toList();
    }

    /**
     * Starts a write, cuts the power right after this system call, and recovers.
     *
     * @param step the call; {@code null} to cut after the answer
     * @param write sends the command to the process
     * @param reader reads the target while the process is stopped, before the cut
     * @return whether the process has answered that the write is done, and when
     */
    Answer cutAfter(@Nullable SystemCall step, CutMode cut, Begin write, Reader reader) throws IOException {
        String answer;
        if (step == null) {
            write.begin(writerProcess);
            answer = writerProcess.answer();
            volume.cut(cut);
        } else {
            // The kernel delivers the signal at the end of the call.
            String stop = "inject=%s:signal=SIGSTOP:when=%d".formatted(step.name(), step.ordinal());
            Strace strace = Strace.attach(writerProcess, trace, "-e", stop);
            write.begin(writerProcess);
            strace.awaitStop();
            reader.read();
            volume.cut(cut);
            strace.close();
            Command.run("kill", "-CONT", writerProcess.pid());
            answer = writerProcess.answer();
        }
        volume.recover();
        if (!answer.equals("done")) {
            return Answer.NOT_DONE;
        }
        return step == null ? Answer.DONE_BEFORE_THE_CUT : Answer.DONE_AFTER_THE_CUT;
    }

    /** What the process has answered. After the cut, only a writer on a volume that still works may answer "done". */
    enum Answer {
        DONE_BEFORE_THE_CUT,
        DONE_AFTER_THE_CUT,
        NOT_DONE
    }

    @FunctionalInterface
    interface Begin {
        void begin(WriterProcess writerProcess) throws IOException;
    }

    @FunctionalInterface
    interface Reader {
        void read() throws IOException;
    }

    static void force(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            file.force(true);
        }
    }

    @Override
    public void close() {
        writerProcess.close();
    }
}
