package io.github.atomicwrite.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The results of one benchmark with one set of parameters, from all rounds.
 *
 * @param values one value for each iteration, in the benchmark's unit
 * @param others the values of the profilers by name, one for each iteration
 */
record Figure(List<Double> values, Map<String, List<Double>> others) {

    /** The median: a single slow iteration doesn't change it. */
    double median() {
        return median(values);
    }

    double other(String name) {
        List<Double> found = others.get(name);
        if (found == null) {
            throw new IllegalStateException("no profiler reported " + name);
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
