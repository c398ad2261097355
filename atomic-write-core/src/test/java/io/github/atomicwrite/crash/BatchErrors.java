package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The device fails while it is written to in the background, before anyone waits for it. Linux reports that once: whoever
 * forces must be the one to hear of it.
 */
final class BatchErrors implements Experiment {
    private static final int FILES = 4;
    private static final Content OLD = new Content(Room.OLD, 9_000);
    private static final Content NEW = new Content(Room.NEW, 600_000);

    BatchErrors(String unused) {}

    @Override
    public void run(Path scratch, Findings findings) throws IOException {
        RealError error = RealError.WRITE_BACK_FAILS;
        Room room = new Room(Files.createDirectory(error.prepare(scratch).resolve("directory")));
        List<Path> targets = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            targets.add(Files.write(room.directory().resolve("target" + file), OLD.bytes()));
        }
        Path warmUp = Files.createDirectory(scratch.resolve("warm-up"));
        try (SubjectProcess subject = SubjectProcess.start(warmUp, List.of(), EntryPoint.WRITE_BATCH)) {
            error.arise(room, subject);
            subject.beginBatch(targets, NEW);
            String answer = subject.answer();
            findings.fault(error.fileSystem());
            if (!answer.startsWith("failed")) {
                findings.violation("%s, batch: %s".formatted(error, answer));
            }
            for (Path target : targets) {
                Observed found = Observed.at(target);
                if (!found.equals(Observed.whole(Room.OLD))) {
                    findings.violation("%s, batch: %s is %s".formatted(error, target.getFileName(), found));
                }
            }
            if (room.files().size() != FILES) {
                findings.violation("%s, batch: there is %s".formatted(error, room.files()));
            }
        }
    }
}
