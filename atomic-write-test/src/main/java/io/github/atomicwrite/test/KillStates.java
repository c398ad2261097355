package io.github.atomicwrite.test;

import io.github.atomicwrite.test.RecordedStep.Written;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a kill of the process leaves: everything that was done before, forced or not, because the system still has it.
 * It may cut a write that is large, or that is made in a loop, between two blocks.
 */
final class KillStates implements CrashStates {
    private static final int MAX_CUTS = 8;

    private final Recording recording;
    private final Set<Integer> moments;

    /** @param budget how many states to try, cut writes aside */
    KillStates(Recording recording, int budget) {
        this.recording = recording;
        this.moments = Arrays.stream(Moments.of(recording, budget)).boxed().collect(Collectors.toSet());
    }

    @Override
    public void forEach(Visitor visitor) throws Exception {
        List<RecordedStep> steps = recording.steps();
        Disk disk = recording.initial().copy();
        for (int made = 0; made <= steps.size(); made++) {
            if (made > 0) {
                RecordedStep step = steps.get(made - 1);
                if (step.written() != null && moments.contains(made)) {
                    cut(step, step.written(), disk, visitor);
                }
                step.changes().forEach(change -> change.effect().accept(disk));
            }
            if (moments.contains(made)) {
                visitor.visit(
                        new CrashState(Moments.text(recording, made), made == steps.size(), disk.copy(), List.of()));
            }
        }
    }

    private static void cut(RecordedStep step, Written written, Disk before, Visitor visitor) throws Exception {
        List<Integer> cuts = Changes.cuts(written);
        int tried = Math.min(cuts.size(), MAX_CUTS);
        for (int i = 0; i < tried; i++) {
            int cut = cuts.get((int) ((long) i * cuts.size() / tried));
            Disk disk = before.copy();
            disk.content(written.file()).write(written.offset(), written.bytes().bytes(0, cut));
            visitor.visit(new CrashState("during " + step, false, disk, List.of()));
        }
    }

    @Override
    public long leftOut() {
        List<RecordedStep> steps = recording.steps();
        long leftOut = steps.size() + 1L - moments.size();
        for (int made = 1; made <= steps.size(); made++) {
            Written written = steps.get(made - 1).written();
            if (written != null) {
                leftOut += Math.max(0, Changes.cuts(written).size() - (moments.contains(made) ? MAX_CUTS : 0));
            }
        }
        return leftOut;
    }

    @Override
    public String crash() {
        return "A kill";
    }
}
