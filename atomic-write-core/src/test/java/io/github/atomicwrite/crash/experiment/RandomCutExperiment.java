package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.CutMode;
import io.github.atomicwrite.crash.volume.VolumeKind;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Cuts the power at random moments while a process writes version after version of a file.
 *
 * <p>It doesn't publish directories, which {@link StepCutExperiment.OfPublishes} cuts after each step. A publish
 * removes an old version relative to open directories, and if the volume fails at the moment when JDK 25 opens one of
 * them, the JDK leaves a descriptor open, so that the volume can't be unmounted.
 */
public final class RandomCutExperiment implements Experiment {
    private static final int CUTS = 60;
    private static final int MAX_MILLIS = 60;
    private static final int[] LENGTHS = {100, 20_000, 200_000};

    private final VolumeKind kind;

    RandomCutExperiment(String kind) {
        this.kind = VolumeKind.valueOf(kind);
    }

    @Override
    public void run(Path scratch, Findings findings) throws Exception {
        Random random = new Random(Evidence.SEED);
        List<LibraryWriter> entryPoints = LibraryWriter.ofFiles();
        AcknowledgementCounter counter = AcknowledgementCounter.in(scratch.resolve("acknowledged"));
        try (PowerCutRig rig = PowerCutRig.of(kind, scratch)) {
            for (int cut = 0; cut < CUTS; cut++) {
                LibraryWriter entryPoint = entryPoints.get(cut % entryPoints.size());
                int length = LENGTHS[random.nextInt(LENGTHS.length)];
                CutMode how = random.nextBoolean() ? CutMode.LOSES_EVERYTHING : CutMode.KEEPS_METADATA;
                Path target = entryPoint.in(rig.directory()).target();
                rig.writerProcess().writeVersions(entryPoint, target, length, counter);
                Thread.sleep(1 + random.nextInt(MAX_MILLIS));
                String wrong = cut(rig, target, counter, how);
                findings.powerCut(kind.title());
                if (!wrong.isEmpty()) {
                    findings.violation("%s, %s, %d bytes, %s at random: %s"
                            .formatted(kind.title(), entryPoint, length, how, wrong));
                }
            }
        }
    }

    private static String cut(PowerCutRig rig, Path target, AcknowledgementCounter counter, CutMode how)
            throws IOException {
        // Read before the cut: a volume that was cut may still answer a force of the directory without an error.
        long acknowledged = counter.get();
        rig.volume().cut(how);
        counter.stop(true);
        String answer = rig.writerProcess().answer();
        if (rig.volume().failsAfterCut()) {
            // The library looks at the target once more, and so must not acknowledge anything after the cut.
            acknowledged = counter.get();
        }
        rig.volume().recover();
        counter.stop(false);

        Observed found = Observed.at(target);
        long newest = counter.get() + 1;
        boolean nothingYet = acknowledged == 0 && found.equals(Observed.ABSENT);
        boolean right =
                found.kind() == Observed.Kind.WHOLE && found.version() >= acknowledged && found.version() <= newest;
        if (right) {
            counter.set(found.version());
        }
        return right || nothingYet ? "" : "acknowledged %d, found %s, answer %s".formatted(acknowledged, found, answer);
    }
}
