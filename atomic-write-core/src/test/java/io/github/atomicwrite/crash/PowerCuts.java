package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.CutBench.Answer;
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
final class PowerCuts implements Experiment {
    private static final int[] LENGTHS = {100, 20_000, 70_000};
    private static final int OLD_LENGTH = 9_000;

    private final VolumeKind kind;

    PowerCuts(String kind) {
        this.kind = VolumeKind.valueOf(kind);
    }

    @Override
    public void run(Path room, Findings findings) throws IOException {
        try (CutBench bench = CutBench.of(kind, room)) {
            for (EntryPoint entryPoint : EntryPoint.values()) {
                cutEverywhere(bench, entryPoint, wrong -> {
                    findings.powerCut(kind.title());
                    if (!wrong.isEmpty()) {
                        findings.violation("%s, %s: %s".formatted(kind.title(), entryPoint, wrong));
                    }
                    return true;
                });
            }
            for (Mutant mutant : Mutant.values()) {
                boolean escaped = cutEverywhere(bench, mutant, String::isEmpty);
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
    private boolean cutEverywhere(CutBench bench, FileReplacer writer, Predicate<String> goOn) throws IOException {
        for (int length : LENGTHS) {
            for (boolean targetExists : new boolean[] {true, false}) {
                Content content = new Content(Room.NEW, length);
                List<@Nullable SystemCall> steps =
                        new ArrayList<>(bench.steps(writer, targetExists, OLD_LENGTH, content));
                steps.add(null);
                for (SystemCall step : steps) {
                    for (Cut cut : Cut.values()) {
                        if (!goOn.test(cut(bench, writer, targetExists, content, step, cut))) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static String cut(
            CutBench bench,
            FileReplacer writer,
            boolean targetExists,
            Content content,
            @Nullable SystemCall step,
            Cut cut)
            throws IOException {
        bench.prepare(targetExists, OLD_LENGTH);
        Path target = bench.room().target();
        Answer answer = bench.cutAfter(step, cut, subject -> subject.begin("write", writer, target, content));
        // Only a mutant may be fooled by a file system that has died: it does not look.
        boolean acknowledged = answer == Answer.DONE_BEFORE_THE_CUT
                || (answer == Answer.DONE_AFTER_THE_CUT
                        && writer instanceof EntryPoint
                        && bench.volume().deadAfterCut());
        Observed found = Observed.at(target);
        boolean right =
                found.equals(Observed.whole(Room.NEW)) || (!acknowledged && found.equals(Room.old(targetExists)));
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
