package io.github.atomicwrite.test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What some changes may come to if any part of those that nothing has forced is lost: of one file, its contents; of all
 * directories together, the names. The first variant has everything, the second has lost what can be lost, if there are
 * two.
 */
final class Variants {
    private final List<Operation> operations;
    private final int made;
    private final int pending;
    private final boolean complete;
    private final List<BitSet> distinct = new ArrayList<>();

    /**
     * @param operations the changes before the moment, in their order
     * @param made how many steps have been made at that moment
     * @param max how many combinations to try
     * @param outcome what the changes come to if some are kept; equal outcomes are one variant
     */
    Variants(
            List<Operation> operations,
            int made,
            int max,
            Random random,
            BiFunction<Variants, BitSet, Object> outcome) {
        this.operations = operations;
        this.made = made;
        this.pending = (int) operations.stream()
                .filter(operation -> operation.isPending(made))
                .count();
        Subsets subsets = new Subsets(pending, random);
        this.complete = subsets.isComplete(max);
        Set<Object> outcomes = new HashSet<>();
        for (BitSet kept : subsets.choose(max)) {
            if (outcomes.add(outcome.apply(this, kept))) {
                distinct.add(kept);
            }
        }
    }

    int size() {
        return distinct.size();
    }

    /** Returns how many variants there are, or at most are. */
    double possible() {
        return complete ? distinct.size() : Math.pow(2, pending);
    }

    boolean isComplete() {
        return complete;
    }

    void apply(int variant, Disk disk) {
        apply(distinct.get(variant), disk);
    }

    void apply(BitSet kept, Disk disk) {
        int place = 0;
        for (Operation operation : operations) {
            if (!operation.isPending(made) || kept.get(place++)) {
                operation.change().effect().accept(disk);
            }
        }
    }

    List<String> lost(int variant) {
        List<String> lost = new ArrayList<>();
        int place = 0;
        for (Operation operation : operations) {
            if (operation.isPending(made) && !distinct.get(variant).get(place++)) {
                lost.add(operation.change().description());
            }
        }
        return lost;
    }
}
