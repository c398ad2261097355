package io.github.atomicwrite.test;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a power loss leaves: what had been forced, and of the rest any part.
 *
 * <p>POSIX promises no more, and no more is assumed, as in Pillai and others, "All File Systems Are Not Created Equal",
 * OSDI '14: a force of a file makes the changes of its data before durable, a force of a directory those of its names.
 * Whatever has not been forced may be there or not, in every combination.
 */
final class PowerLossStates implements CrashStates {
    /** Everything kept, everything lost, and something between. */
    private static final int MIN_SHARE = 4;

    private static final int MAX_COMBINATIONS = 1024;

    private final Recording recording;
    private final long seed;
    private final List<Operation> operations;
    private final int[] moments;
    private final int combinations;

    /** For each of the moments, how many states there are, and how many are tried. */
    private final double[] possible;

    private final int[] shares;

    /**
     * @param budget how many states to try
     * @param seed for the choice of what to try, if there are more states
     */
    PowerLossStates(Recording recording, int budget, long seed) {
        this.recording = recording;
        this.seed = seed;
        operations = Operation.of(recording);
        moments = Moments.of(recording, budget / MIN_SHARE);
        combinations = Math.min(MAX_COMBINATIONS, 2 * MIN_SHARE * budget / moments.length);
        possible = IntStream.of(moments)
                .mapToDouble(made -> moment(made).possible())
                .toArray();
        shares = divide(budget);
    }

    private PowerLossMoment moment(int made) {
        return new PowerLossMoment(recording, operations, made, combinations, seed);
    }

    /** Divides the budget among the moments; what one with few states doesn't need goes to the others. */
    private int[] divide(int budget) {
        int[] divided = new int[moments.length];
        int left = budget;
        int[] fewestFirst = IntStream.range(0, moments.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> possible[place]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < fewestFirst.length; i++) {
            int fair = Math.max(MIN_SHARE, left / (fewestFirst.length - i));
            int place = fewestFirst[i];
            divided[place] = (int) Math.min(possible[place], fair);
            left -= divided[place];
        }
        return divided;
    }

    @Override
    public void forEach(Visitor visitor) throws Exception {
        for (int place = 0; place < moments.length; place++) {
            for (CrashState state : moment(moments[place]).choose(shares[place])) {
                visitor.visit(state);
            }
        }
    }

    @Override
    public long leftOut() {
        double leftOut = IntStream.range(0, moments.length)
                .mapToDouble(place -> possible[place] - shares[place])
                .sum();
        // Each of the moments that were skipped has one state at least.
        return (long) (leftOut + recording.steps().size() + 1 - moments.length); // the largest long if it is larger
    }

    @Override
    public String crash() {
        return "A power loss";
    }
}
