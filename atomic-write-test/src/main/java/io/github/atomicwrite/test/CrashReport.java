package io.github.atomicwrite.test;

import java.util.Locale;

/**
 * What a crash test has tried.
 *
 * @param steps how many calls changed the directory, or forced something in it
 * @param statesTried how many different crash states were given to the expectations
 * @param statesPossible how many there are: as many, or an upper bound if only a sample was tried;
 *     {@link Long#MAX_VALUE} stands for at least as many
 */
public record CrashReport(int steps, long statesTried, long statesPossible) {

    private static final String SEED_PROPERTY = "io.github.atomicwrite.test.seed";

    /** Chooses the same sample each time. */
    static final long SEED = Long.getLong(SEED_PROPERTY, 20_261_121L);

    /** Returns the figures, with the bound and the seed of the sample if there was one. */
    @Override
    public String toString() {
        if (statesTried == statesPossible) {
            return String.format(Locale.ROOT, "%d steps, all %,d crash states tried", steps, statesTried);
        }
        return String.format(
                Locale.ROOT,
                "%d steps, %,d of %s crash states tried, a sample with seed %d (-D%s=…)",
                steps,
                statesTried,
                bound(),
                SEED,
                SEED_PROPERTY);
    }

    private String bound() {
        return statesPossible == Long.MAX_VALUE
                ? "more than 9.2e18"
                : String.format(Locale.ROOT, "at most %,d", statesPossible);
    }
}
