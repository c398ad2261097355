package io.github.atomicwrite.test;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/**
 * Chooses subsets of what has not been forced: all of them if they are few, else those that show most, and random ones.
 */
final class Subsets {
    private static final int MAX_SIZE = 20;

    private final int size;
    private final Random random;

    Subsets(int size, Random random) {
        this.size = size;
        this.random = random;
    }

    /** Whether there are no more than these. */
    boolean isComplete(int count) {
        return size <= MAX_SIZE && count >= 1 << size;
    }

    /** Returns subsets, at least two if there are: the first has everything, the second nothing. */
    Set<BitSet> choose(int count) {
        Set<BitSet> chosen = new LinkedHashSet<>();
        chosen.add(allBut(new BitSet()));
        chosen.add(new BitSet());
        if (isComplete(count)) {
            for (long bits = (1L << size) - 2; bits > 0; bits--) {
                chosen.add(BitSet.valueOf(new long[] {bits}));
            }
            return chosen;
        }
        for (int i = 0; i < Math.min(size, count / 4); i++) {
            int one = random.nextInt(size);
            BitSet single = new BitSet();
            single.set(one);
            chosen.add(allBut(single)); // one change alone is lost
            BitSet beginning = new BitSet();
            beginning.set(0, one);
            chosen.add(beginning); // the changes are made in order
        }
        while (chosen.size() < count) {
            BitSet some = new BitSet();
            double density = random.nextDouble();
            for (int i = 0; i < size; i++) {
                some.set(i, random.nextDouble() < density);
            }
            chosen.add(some);
        }
        return chosen;
    }

    private BitSet allBut(BitSet without) {
        BitSet all = new BitSet();
        all.set(0, size);
        all.andNot(without);
        return all;
    }
}
