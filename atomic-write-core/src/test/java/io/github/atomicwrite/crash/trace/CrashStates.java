package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.content.Observed;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The states that a crash may leave on disk, at every point of a traced commit.
 *
 * <p>The model assumes no more than POSIX promises, as in Pillai and others, "All File Systems Are Not Created Equal",
 * OSDI '14. A force of a file makes the changes of its data durable, in blocks of 4 KiB. A force of a directory makes
 * the changes of its names durable. Every other change may or may not be on disk, in any combination. If there are few
 * such changes, all subsets are tried, else a random choice of subsets.
 */
public final class CrashStates {
    private static final int ALL_SUBSETS_UP_TO = 8;
    private static final int RANDOM_SUBSETS = 256;

    private final TraceInterpreter trace;
    private final int calls;
    private final String target;
    private final Random random;

    public CrashStates(TracedCommit commit, long seed) {
        this.trace = new TraceInterpreter(commit);
        this.calls = commit.calls().size();
        this.target = commit.target().getFileName().toString();
        this.random = new Random(seed);
    }

    /**
     * Visits every state.
     *
     * @param visitor gets the number of calls before the crash, and the content of the target
     * @return the number of states
     */
    public int forEach(BiConsumer<Integer, Observed> visitor) {
        int states = 0;
        for (int done = 0; done <= calls; done++) {
            int point = done;
            List<DiskOperation> pending = trace.operations().stream()
                    .filter(operation -> operation.call() < point && !trace.isForced(operation, point))
                    .toList();
            for (BitSet subset : subsets(pending.size())) {
                visitor.accept(done, state(done, pending, subset).at(target));
                states++;
            }
        }
        return states;
    }

    /** Replays the durable operations and this subset of the pending ones, in the order of the calls. */
    private DiskState state(int done, List<DiskOperation> pending, BitSet subset) {
        DiskState disk = trace.initial().copy();
        for (DiskOperation operation : trace.operations()) {
            int place = pending.indexOf(operation);
            if (operation.call() < done && (place < 0 || subset.get(place))) {
                operation.change().accept(disk);
            }
        }
        return disk;
    }

    private Set<BitSet> subsets(int size) {
        Set<BitSet> subsets = new HashSet<>();
        if (size <= ALL_SUBSETS_UP_TO) {
            for (long bits = 0; bits < 1L << size; bits++) {
                subsets.add(BitSet.valueOf(new long[] {bits}));
            }
            return subsets;
        }
        BitSet all = new BitSet(size);
        all.set(0, size);
        subsets.add(new BitSet(size));
        subsets.add(all);
        for (int one = 0; one < size; one++) {
            BitSet allButOne = (BitSet) all.clone();
            allButOne.clear(one);
            subsets.add(allButOne);
            BitSet upToOne = new BitSet(size);
            upToOne.set(0, one);
            subsets.add(upToOne);
        }
        while (subsets.size() < RANDOM_SUBSETS) {
            BitSet some = BitSet.valueOf(new long[] {random.nextLong(), random.nextLong()});
            some.clear(size, Math.max(size, some.length()));
            subsets.add(some);
        }
        return subsets;
    }
}
