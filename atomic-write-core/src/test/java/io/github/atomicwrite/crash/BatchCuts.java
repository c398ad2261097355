package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.CutBench.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Power cuts between the moves of a batch, and after its return: each file is old or new, and all are new once acknowledged. */
final class BatchCuts implements Experiment {
    private static final int FILES = 4;
    private static final Content OLD = new Content(Room.OLD, 9_000);
    private static final Content NEW = new Content(Room.NEW, 20_000);

    private final VolumeKind kind;

    BatchCuts(String kind) {
        this.kind = VolumeKind.valueOf(kind);
    }

    @Override
    public void run(Path room, Findings findings) throws IOException {
        try (CutBench bench = CutBench.of(kind, room)) {
            for (SystemCall step : steps()) {
                for (Cut cut : Cut.values()) {
                    List<Path> targets = prepare(bench.room().directory());
                    Answer answer = bench.cutAfter(step, cut, subject -> subject.beginBatch(targets, NEW));
                    boolean acknowledged = answer == Answer.DONE_BEFORE_THE_CUT
                            || (answer == Answer.DONE_AFTER_THE_CUT
                                    && bench.volume().deadAfterCut());
                    findings.powerCut(kind.title());
                    for (Path target : targets) {
                        Observed found = Observed.at(target);
                        boolean right = found.equals(Observed.whole(Room.NEW))
                                || (!acknowledged && found.equals(Observed.whole(Room.OLD)));
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
            steps.add(new SystemCall("rename", move, List.of(), 0));
        }
        steps.add(null);
        return steps;
    }

    private static List<Path> prepare(Path directory) throws IOException {
        new Room(directory).prepare(false, 0);
        List<Path> targets = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            Path target = directory.resolve("target" + file);
            Files.write(target, OLD.bytes());
            CutBench.force(target);
            targets.add(target);
        }
        CutBench.force(directory);
        return targets;
    }
}
