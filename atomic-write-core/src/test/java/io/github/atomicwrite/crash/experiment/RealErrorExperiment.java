package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lets each entry point meet a real error, and compares its exception with the target. */
public final class RealErrorExperiment implements Experiment {
    private static final int OLD_LENGTH = 9_000;
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 600_000);

    private final RealError error;

    RealErrorExperiment(String error) {
        this.error = RealError.valueOf(error);
    }

    @Override
    public void run(Path scratch, Findings findings) throws IOException {
        TargetDirectory targetDirectory =
                new TargetDirectory(Files.createDirectory(error.prepare(scratch).resolve("directory")));
        String classPath = readableByAll(scratch);
        for (LibraryWriter entryPoint : LibraryWriter.ofFiles()) {
            Path warmUp = Files.createDirectory(scratch.resolve("warm-up-" + entryPoint));
            Command.run("chmod", "0777", warmUp);
            error.clear(targetDirectory);
            Files.deleteIfExists(targetDirectory.path().resolveSibling("filler"));
            targetDirectory.prepare(true, OLD_LENGTH);
            try (WriterProcess writerProcess =
                    WriterProcess.start(classPath, warmUp, error.commandPrefix(), entryPoint)) {
                error.cause(targetDirectory, writerProcess);
                String answer = writerProcess.write(entryPoint, targetDirectory.target(), NEW);
                findings.fault(error.fileSystem());
                String wrong = targetDirectory.findProblem(answer, true);
                if (!wrong.isEmpty() || !answer.startsWith("failed") || !answer.contains(error.message())) {
                    findings.violation("%s, %s: %s %s".formatted(error, entryPoint, answer, wrong));
                }
            }
        }
    }

    /** Copies the classes and jars: another user may not be able to read the directories of the build. */
    private static String readableByAll(Path scratch) throws IOException {
        Path classes = Files.createDirectory(scratch.resolve("classes"));
        List<String> copies = new ArrayList<>();
        for (String place : WriterProcess.CLASS_PATH.split(":", -1)) {
            Path copy = classes.resolve(copies.size() + "-" + Path.of(place).getFileName());
            Command.run("cp", "-r", place, copy);
            copies.add(copy.toString());
        }
        Command.run("chmod", "-R", "a+rX", classes);
        return String.join(":", copies);
    }
}
