package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A volume, a subject that writes to it, and the hand at the power switch. */
final class CutBench implements AutoCloseable {
    private static final Set<String> STEPS =
            Set.of("write", "pwrite64", "ftruncate", "chmod", "fsync", "rename", "unlink");

    private final Volume volume;
    private final Path trace;
    private final Room room;
    private final SubjectProcess subject;

    private CutBench(Volume volume, Path trace, Room room, SubjectProcess subject) {
        this.volume = volume;
        this.trace = trace;
        this.room = room;
        this.subject = subject;
    }

    static CutBench of(VolumeKind kind, Path room) throws IOException {
        Volume volume = kind.mount(room);
        Path directory = Files.createDirectory(volume.root().resolve("room"));
        force(volume.root());
        Path scratch = Files.createDirectory(room.resolve("scratch"));
        return new CutBench(
                volume, scratch.resolve("trace"), new Room(directory), SubjectProcess.start(scratch, List.of()));
    }

    Room room() {
        return room;
    }

    Volume volume() {
        return volume;
    }

    SubjectProcess subject() {
        return subject;
    }

    /** Puts the old content on the disk for certain, or makes sure that there is none. */
    void prepare(boolean targetExists, int length) throws IOException {
        room.prepare(targetExists, length);
        if (targetExists) {
            force(room.target());
        }
        force(room.directory());
    }

    /** The calls of a write that ask something of the disk. */
    List<SystemCall> steps(FileReplacer writer, boolean targetExists, int oldLength, Content content)
            throws IOException {
        prepare(targetExists, oldLength);
        return TracedCommit.of(subject, writer, room.target(), content, trace).calls().stream()
                .filter(call -> STEPS.contains(call.name()) || call.has("O_CREAT"))
                .toList();
    }

    /**
     * Lets the subject write, cuts the power right after this system call, and recovers.
     *
     * @param step after which call to cut; {@code null} to cut after the answer
     * @param write tells the subject what to write
     * @return whether it has answered that all is done, before the cut or, without a right to it, after
     */
    Answer cutAfter(@Nullable SystemCall step, Cut cut, Begin write) throws IOException {
        String answer;
        if (step == null) {
            write.begin(subject);
            answer = subject.answer();
            volume.cut(cut);
        } else {
            // The kernel delivers the signal when the call is over.
            String stop = "inject=%s:signal=SIGSTOP:when=%d".formatted(step.name(), step.ordinal());
            Strace strace = Strace.attach(subject, trace, "-e", stop);
            write.begin(subject);
            strace.awaitStop();
            volume.cut(cut);
            strace.close();
            Command.run("kill", "-CONT", subject.pid());
            answer = subject.answer();
        }
        volume.recover();
        if (!answer.equals("done")) {
            return Answer.NOT_DONE;
        }
        return step == null ? Answer.DONE_BEFORE_THE_CUT : Answer.DONE_AFTER_THE_CUT;
    }

    enum Answer {
        DONE_BEFORE_THE_CUT,
        DONE_AFTER_THE_CUT,
        NOT_DONE
    }

    @FunctionalInterface
    interface Begin {
        void begin(SubjectProcess subject) throws IOException;
    }

    static void force(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            file.force(true);
        }
    }

    @Override
    public void close() {
        subject.close();
    }
}
