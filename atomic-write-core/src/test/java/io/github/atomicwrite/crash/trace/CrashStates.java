package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.content.Observed;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The states in which a crash may leave the disk, at every point of a commit that was traced.
 *
 * <p>POSIX promises no more than this, and so it is all that is assumed, as in Pillai and others, "All File Systems Are Not
 * Created Equal", OSDI '14: a force of a file makes durable what was done to its data before, block by block of 4 KiB; a force of
 * the directory what was done to its names. Whatever has not been forced may or may not be there, in any combination: every subset,
 * where there are few, else a random choice of them.
 */
public final class CrashStates {
    private static final int ALL_SUBSETS_UP_TO = 8;
    private static final int RANDOM_SUBSETS = 256;

    private final TraceInterpreter trace;
    private final int calls;
    private final String target;
    private final Random random;

    public CrashStates(TracedCommit commit, byte[] oldContent, boolean targetExists, long seed) {
        this.trace = new TraceInterpreter(commit, oldContent, targetExists);
        this.calls = commit.calls().size();
        this.target = name(commit.target());
        this.random = new Random(seed);
    }

    static String name(Path path) {
        return path.toString().substring(path.toString().lastIndexOf('/') + 1);
    }

    /**
     * Visits every state.
     *
     * @param visitor is told how many calls had been made when the crash came, and what is at the target
     * @return how many states there were
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

    /** Replays what is durable and what of the rest has made it, in the order of the calls. */
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
