package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.experiment.PowerCutRig.Answer;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.volume.CutMode;
import io.github.atomicwrite.crash.volume.VolumeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the power between the moves of a batch, and after its return. Each file must be old or new. After the return,
 * all must be new.
 */
public final class BatchCutExperiment implements Experiment {
    private static final int FILES = 4;
    private static final VersionedContent OLD = new VersionedContent(TargetDirectory.OLD, 9_000);
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 20_000);

    private final VolumeKind kind;

    BatchCutExperiment(String kind) {
        this.kind = VolumeKind.valueOf(kind);
    }

    @Override
    public void run(Path scratch, Findings findings) throws IOException {
        try (PowerCutRig rig = PowerCutRig.of(kind, scratch)) {
            for (SystemCall step : steps()) {
                for (CutMode cut : CutMode.values()) {
                    List<Path> targets = prepare(rig.directory());
                    Answer answer =
                            rig.cutAfter(step, cut, writerProcess -> writerProcess.beginBatch(targets, NEW), () -> {});
                    boolean acknowledged = answer == Answer.DONE_BEFORE_THE_CUT
                            || (answer == Answer.DONE_AFTER_THE_CUT
                                    && rig.volume().failsAfterCut());
                    findings.powerCut(kind.title());
                    for (Path target : targets) {
                        Observed found = Observed.at(target);
                        boolean right = found.equals(Observed.whole(TargetDirectory.NEW))
                                || (!acknowledged && found.equals(Observed.whole(TargetDirectory.OLD)));
                        if (!right) {
                            findings.violation("%s, batch, after %s, %s: %s is %s, %s"
                                    .formatted(kind.title(), step, cut, target.getFileName(), found, answer));
                        }
                    }
                }
            }
        }
    }

    private static List<@Nullable SystemCall> steps() {
        List<@Nullable SystemCall> steps = new ArrayList<>();
        for (int move = 1; move <= FILES; move++) {
            steps.add(new SystemCall("?rename,renameat", move, List.of(), 0));
        }
        steps.add(null);
        return steps;
    }

    private static List<Path> prepare(Path directory) throws IOException {
        new TargetDirectory(directory).prepare(false, 0);
        List<Path> targets = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            Path target = directory.resolve("target" + file);
            Files.write(target, OLD.bytes());
            PowerCutRig.force(target);
            targets.add(target);
        }
        PowerCutRig.force(directory);
        return targets;
    }
}
