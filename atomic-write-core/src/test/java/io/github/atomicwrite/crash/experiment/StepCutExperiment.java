package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.experiment.PowerCutRig.Answer;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.volume.CutMode;
import io.github.atomicwrite.crash.volume.VolumeKind;
import io.github.atomicwrite.crash.writer.FileReplacer;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.Mutant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Power cuts right after each step of a commit, and after its return: for every entry point, three lengths, with and
 * without an old file, both kinds of cut. Then the same to the mutants, each until it is caught.
 */
public final class StepCutExperiment implements Experiment {
    private static final int[] LENGTHS = {100, 20_000, 70_000};
    private static final int OLD_LENGTH = 9_000;

    private final VolumeKind kind;

    StepCutExperiment(String kind) {
        this.kind = VolumeKind.valueOf(kind);
    }

    @Override
    public void run(Path scratch, Findings findings) throws IOException {
        try (PowerCutRig rig = PowerCutRig.of(kind, scratch)) {
            for (LibraryWriter entryPoint : LibraryWriter.values()) {
                cutEverywhere(rig, entryPoint, wrong -> {
                    findings.powerCut(kind.title());
                    if (!wrong.isEmpty()) {
                        findings.violation("%s, %s: %s".formatted(kind.title(), entryPoint, wrong));
                    }
                    return true;
                });
            }
            for (Mutant mutant : Mutant.values()) {
                boolean escaped = cutEverywhere(rig, mutant, String::isEmpty);
                findings.mutant(mutant.name(), kind.title(), !escaped);
            }
        }
    }

    /**
     * Goes through all cuts, as long as it is told to go on.
     *
     * @param goOn is told after each cut what is wrong; nothing, if it is empty
     * @return whether it has come to the end
     */
    private boolean cutEverywhere(PowerCutRig rig, FileReplacer writer, Predicate<String> goOn) throws IOException {
        for (int length : LENGTHS) {
            for (boolean targetExists : new boolean[] {true, false}) {
                VersionedContent content = new VersionedContent(TargetDirectory.NEW, length);
                List<@Nullable SystemCall> steps =
                        new ArrayList<>(rig.steps(writer, targetExists, OLD_LENGTH, content));
                steps.add(null);
                for (SystemCall step : steps) {
                    for (CutMode cut : CutMode.values()) {
                        if (!goOn.test(cut(rig, writer, targetExists, content, step, cut))) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static String cut(
            PowerCutRig rig,
            FileReplacer writer,
            boolean targetExists,
            VersionedContent content,
            @Nullable SystemCall step,
            CutMode cut)
            throws IOException {
        rig.prepare(targetExists, OLD_LENGTH);
        Path target = rig.targetDirectory().target();
        Answer answer = rig.cutAfter(step, cut, writerProcess -> writerProcess.begin("write", writer, target, content));
        // Only a mutant may be fooled by a file system that has died: it does not look.
        boolean acknowledged = answer == Answer.DONE_BEFORE_THE_CUT
                || (answer == Answer.DONE_AFTER_THE_CUT
                        && writer instanceof LibraryWriter
                        && rig.volume().failsAfterCut());
        Observed found = Observed.at(target);
        boolean right = found.equals(Observed.whole(TargetDirectory.NEW))
                || (!acknowledged && found.equals(TargetDirectory.old(targetExists)));
        return right
                ? ""
                : "%s %s %s, %s: found %s%s"
                        .formatted(
                                targetExists ? "replacing, " + content.length() : "creating, " + content.length(),
                                step == null ? "after the return" : "after " + step,
                                cut,
                                answer,
                                found,
                                acknowledged ? ", though acknowledged" : "");
    }
}
