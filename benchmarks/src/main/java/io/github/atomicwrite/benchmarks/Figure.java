package io.github.atomicwrite.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one benchmark has shown with one set of parameters, in all rounds together.
 *
 * @param values one for each iteration, in the benchmark's own unit
 * @param others what the profilers have found, by name, each a value for each iteration
 */
record Figure(List<Double> values, Map<String, List<Double>> others) {

    /** The value in the middle: a hiccup of the machine doesn't move it. */
    double median() {
        return median(values);
    }

    double other(String name) {
        List<Double> found = others.get(name);
        if (found == null) {
            throw new IllegalStateException("no profiler has told " + name);
        }
        return median(found);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
        return Arrays.stream(middle).average().orElseThrow();
    }
}
