package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Runs the steps of the plan, and writes JMH's JSON of each step to a directory. */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs the plan.
     *
     * @param arguments the directory for the results, a multiple of the usual time, the number of rounds, and a regular
     *     expression for the names of the steps
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the results can't be written
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Path results = Files.createDirectories(Path.of(arguments[0]));
        Plan plan = new Plan(Double.parseDouble(arguments[1]), Integer.parseInt(arguments[2]));
        List<Plan.Step> steps = plan.steps().stream()
                .filter(step -> step.name().matches(arguments[3]))
                .toList();
        for (Plan.Step step : steps) {
            long start = System.nanoTime();
            step.options()
                    .output(results.resolve(step.name() + ".log").toString())
                    .resultFormat(ResultFormatType.JSON)
                    .result(results.resolve(step.name() + ".json").toString());
            new Runner(step.options().build()).run();
            System.out.printf("%-20s %4d s%n", step.name(), (System.nanoTime() - start) / 1_000_000_000);
        }
    }
}
