package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The results that JMH wrote to a directory. */
final class Results {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<JsonNode> runs = new ArrayList<>();

    /** Reads JMH's JSON: one list for each run of JMH. */
    static Results in(Path directory) throws IOException {
        Results results = new Results();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JSON.readTree(Files.readString(file)).forEach(results.runs::add);
            }
        }
        return results;
    }

    /** Finds the results of a benchmark with these parameters. It may have further parameters. */
    Optional<Figure> find(String benchmark, Map<String, String> parameters) {
        return find(benchmark, 0, parameters);
    }

    /** Finds the results with this number of threads, or with any number if it is 0. */
    Optional<Figure> find(String benchmark, int threads, Map<String, String> parameters) {
        List<Double> values = new ArrayList<>();
        Map<String, List<Double>> others = new HashMap<>();
        for (JsonNode run : runs) {
            boolean wanted = run.path("benchmark").asString().endsWith("." + benchmark)
                    && (threads == 0 || run.path("threads").asInt() == threads)
                    && has(run.path("params"), parameters);
            if (wanted) {
                values.addAll(values(run.path("primaryMetric")));
                run.path("secondaryMetrics")
                        .properties()
                        .forEach(other -> others.computeIfAbsent(other.getKey(), absent -> new ArrayList<>())
                                .addAll(values(other.getValue())));
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Figure(values, others));
    }

    /** Returns the name and version of the JVM that ran the benchmarks with such a name. */
    Optional<String> javaVersion(Predicate<String> benchmark) {
        return runs.stream()
                .filter(run -> benchmark.test(run.path("benchmark").asString()))
                .findFirst()
                .map(run -> run.path("vmName").asString() + " "
                        + run.path("jdkVersion").asString());
    }

    private static boolean has(JsonNode actual, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(one -> actual.path(one.getKey()).asString("").equals(one.getValue()));
    }

    private static List<Double> values(JsonNode metric) {
        List<Double> values = new ArrayList<>();
        metric.path("rawData").forEach(fork -> fork.forEach(value -> values.add(value.asDouble())));
        return values;
    }
}
