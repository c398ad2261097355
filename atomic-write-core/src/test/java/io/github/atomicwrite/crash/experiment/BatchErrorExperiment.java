package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The device fails during a write-back in the background, before the batch forces its files. Linux reports such an
 * error once. So the force of the batch must be the one that gets it.
 */
public final class BatchErrorExperiment implements Experiment {
    private static final int FILES = 4;
    private static final VersionedContent OLD = new VersionedContent(TargetDirectory.OLD, 9_000);
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 600_000);

    BatchErrorExperiment(String unused) {}

    @Override
    public void run(Path scratch, Findings findings) throws IOException {
        RealError error = RealError.WRITE_BACK_FAILS;
        TargetDirectory targetDirectory =
                new TargetDirectory(Files.createDirectory(error.prepare(scratch).resolve("directory")));
        List<Path> targets = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            targets.add(Files.write(targetDirectory.path().resolve("target" + file), OLD.bytes()));
        }
        Path warmUp = Files.createDirectory(scratch.resolve("warm-up"));
        try (WriterProcess writerProcess = WriterProcess.start(warmUp, List.of(), LibraryWriter.WRITE_BATCH)) {
            error.cause(targetDirectory, writerProcess);
            writerProcess.beginBatch(targets, NEW);
            String answer = writerProcess.answer();
            findings.fault(error.fileSystem());
            if (!answer.startsWith("failed")) {
                findings.violation("%s, batch: %s".formatted(error, answer));
            }
            for (Path target : targets) {
                Observed found = Observed.at(target);
                if (!found.equals(Observed.whole(TargetDirectory.OLD))) {
                    findings.violation("%s, batch: %s is %s".formatted(error, target.getFileName(), found));
                }
            }
            if (targetDirectory.files().size() != FILES) {
                findings.violation("%s, batch: there is %s".formatted(error, targetDirectory.files()));
            }
        }
    }
}
