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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the power right after each step of a commit, and after its return. It does so for each entry point, three
 * lengths, with and without an old file, and both modes. Then it does the same to each mutant until the mutant is
 * caught.
 */
public class StepCutExperiment implements Experiment {
    private static final int[] LENGTHS = {100, 20_000, 70_000};
    private static final int[] LENGTH_OF_VERSION = {20_000};
    private static final int OLD_LENGTH = 9_000;

    private final VolumeKind kind;
    private final boolean publishes;

    StepCutExperiment(String kind) {
        this(kind, false);
    }

    private StepCutExperiment(String kind, boolean publishes) {
        this.kind = VolumeKind.valueOf(kind);
        this.publishes = publishes;
    }

    /** Does the same to publishes. */
    public static final class OfPublishes extends StepCutExperiment {
        OfPublishes(String kind) {
            super(kind, true);
        }
    }

    @Override
    public final void run(Path scratch, Findings findings) throws IOException {
        try (PowerCutRig rig = PowerCutRig.of(kind, scratch)) {
            for (LibraryWriter entryPoint : publishes ? List.of(LibraryWriter.PUBLISH) : LibraryWriter.ofFiles()) {
                cutEverywhere(rig, entryPoint, wrong -> {
                    findings.powerCut(kind.title());
                    if (!wrong.isEmpty()) {
                        findings.violation("%s, %s: %s".formatted(kind.title(), entryPoint, wrong));
                    }
                    return true;
                });
            }
            for (Mutant mutant : Mutant.shownByFileSystems()) {
                if (mutant.publishes() != publishes) {
                    continue;
                }
                boolean escaped = cutEverywhere(rig, mutant, String::isEmpty);
                findings.mutant(mutant.name(), kind.title(), !escaped);
            }
        }
    }

    /**
     * Tries all cuts until {@code goOn} returns false.
     *
     * @param goOn gets the problem that a cut has revealed, or an empty string
     * @return whether all cuts were tried
     */
    private boolean cutEverywhere(PowerCutRig rig, FileReplacer writer, Predicate<String> goOn) throws IOException {
        for (int length : writer.publishes() ? LENGTH_OF_VERSION : LENGTHS) {
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
        TargetDirectory targetDirectory = writer.in(rig.directory());
        rig.prepare(targetDirectory, targetExists, OLD_LENGTH);
        Path target = targetDirectory.target();
        AtomicReference<Observed> seen = new AtomicReference<>(TargetDirectory.old(targetExists));
        Answer answer = rig.cutAfter(
                step,
                cut,
                writerProcess -> writerProcess.begin("write", writer, target, content),
                () -> seen.set(Observed.at(target)));
        // The library looks at the target before it returns, so it fails on a volume that was cut. A mutant does not
        // look, and may return normally.
        boolean acknowledged = answer == Answer.DONE_BEFORE_THE_CUT
                || (answer == Answer.DONE_AFTER_THE_CUT
                        && writer instanceof LibraryWriter
                        && rig.volume().failsAfterCut());
        Observed found = Observed.at(target);
        boolean right = found.equals(Observed.whole(TargetDirectory.NEW))
                || (!acknowledged && found.equals(TargetDirectory.old(targetExists)));
        // A mutant must be caught by the cut, not by what readers see without it.
        right &= writer instanceof Mutant || isOldOrNew(seen.get(), targetExists);
        return right
                ? ""
                : "%s %s %s, %s: read %s, then found %s%s"
                        .formatted(
                                targetExists ? "replacing, " + content.length() : "creating, " + content.length(),
                                step == null ? "after the return" : "after " + step,
                                cut,
                                answer,
                                seen,
                                found,
                                acknowledged ? ", though acknowledged" : "");
    }

    private static boolean isOldOrNew(Observed seen, boolean targetExisted) {
        return seen.equals(TargetDirectory.old(targetExisted)) || seen.equals(Observed.whole(TargetDirectory.NEW));
    }
}
