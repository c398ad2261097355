package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Power cuts at random moments, while version after version is written. */
final class RandomCuts implements Experiment {
    private static final int CUTS = 60;
    private static final int LONGEST_MILLIS = 60;
    private static final int[] LENGTHS = {100, 20_000, 200_000};
    private static final long SEED = Evidence.seed("the moments of the power cuts");

    private final VolumeKind kind;

    RandomCuts(String kind) {
        this.kind = VolumeKind.valueOf(kind);
    }

    @Override
    public void run(Path room, Findings findings) throws Exception {
        Random random = new Random(SEED);
        EntryPoint[] entryPoints = EntryPoint.values();
        Counter counter = Counter.in(room.resolve("acknowledged"));
        try (CutBench bench = CutBench.of(kind, room)) {
            for (int cut = 0; cut < CUTS; cut++) {
                EntryPoint entryPoint = entryPoints[cut % entryPoints.length];
                int length = LENGTHS[random.nextInt(LENGTHS.length)];
                Cut how = random.nextBoolean() ? Cut.LOSES_EVERYTHING : Cut.KEEPS_METADATA;
                bench.subject().storm(entryPoint, bench.room().target(), length, counter);
                Thread.sleep(1 + random.nextInt(LONGEST_MILLIS));
                String wrong = cut(bench, counter, how);
                findings.powerCut(kind.title());
                if (!wrong.isEmpty()) {
                    findings.violation("%s, %s, %d bytes, %s at random: %s"
                            .formatted(kind.title(), entryPoint, length, how, wrong));
                }
            }
        }
    }

    private static String cut(CutBench bench, Counter counter, Cut how) throws IOException {
        // Before the cut, not after: else a right writer would seem to fail where a dead file system answers.
        long acknowledged = counter.get();
        bench.volume().cut(how);
        counter.stop(true);
        String answer = bench.subject().answer();
        if (bench.volume().deadAfterCut()) {
            // But this one looks once more before it answers, and so has no such excuse.
            acknowledged = counter.get();
        }
        bench.volume().recover();
        counter.stop(false);

        Observed found = Observed.at(bench.room().target());
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
