package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets each entry point meet an error, and compares what it says with what is there. */
final class RealErrors implements Experiment {
    private static final int OLD_LENGTH = 9_000;
    private static final Content NEW = new Content(Room.NEW, 600_000);

    private final RealError error;

    RealErrors(String error) {
        this.error = RealError.valueOf(error);
    }

    @Override
    public void run(Path scratch, Findings findings) throws IOException {
        Room room = new Room(Files.createDirectory(error.prepare(scratch).resolve("directory")));
        String classPath = readableByAll(scratch);
        for (EntryPoint entryPoint : EntryPoint.values()) {
            Path warmUp = Files.createDirectory(scratch.resolve("warm-up-" + entryPoint));
            Command.run("chmod", "0777", warmUp);
            error.clear(room);
            Files.deleteIfExists(room.directory().resolveSibling("filler"));
            room.prepare(true, OLD_LENGTH);
            try (SubjectProcess subject = SubjectProcess.start(classPath, warmUp, error.user(), entryPoint)) {
                error.arise(room, subject);
                String answer = subject.write(entryPoint, room.target(), NEW);
                findings.fault(error.fileSystem());
                String wrong = room.judge(answer, true);
                if (!wrong.isEmpty() || !answer.startsWith("failed") || !answer.contains(error.message())) {
                    findings.violation("%s, %s: %s %s".formatted(error, entryPoint, answer, wrong));
                }
            }
        }
    }

    /** Another user may not get to where the build has put the classes. */
    private static String readableByAll(Path scratch) throws IOException {
        Path classes = Files.createDirectory(scratch.resolve("classes"));
        for (String place : SubjectProcess.CLASS_PATH.split(":", -1)) {
            Command.run("cp", "-r", place + "/.", classes);
        }
        Command.run("chmod", "-R", "a+rX", classes);
        return classes.toString();
    }
}
