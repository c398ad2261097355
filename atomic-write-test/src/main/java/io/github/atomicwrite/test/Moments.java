package io.github.atomicwrite.test;

import java.util.stream.IntStream;

/** The moments at which a crash is tried: before the first step, and after each; every n-th if they are very many. */
final class Moments {
    private Moments() {}

    /** Returns numbers of steps that have been made, from none to all, in order. */
    static int[] of(Recording recording, int max) {
        int last = recording.steps().size();
        int stride = last / max + 1;
        return IntStream.rangeClosed(0, last)
                .filter(made -> made % stride == 0 || made == last)
                .toArray();
    }

    /** Describes a moment. */
    static String text(Recording recording, int made) {
        return made == 0
                ? "before the first step"
                : "after " + recording.steps().get(made - 1);
    }
}
