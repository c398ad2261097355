package io.github.atomicwrite.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the figures for the page in the results. An empty result means that a figure was not measured. */
final class Measured {
    private static final String SMALL_CONTENT = "4096";
    private static final String VIRTUAL_THREADS = "VirtualThreads.write";

    private final Results results;

    Measured(Results results) {
        this.results = results;
    }

    /** One thread, one file of 4 KiB. */
    Optional<Figure> single(Contender who, String place) {
        return results.find(
                "SingleWrite.small", Map.of("contender", who.name(), "place", place, "size", SMALL_CONTENT));
    }

    /** One thread, one file of any size. */
    Optional<Figure> single(Contender who, String place, long size) {
        Map<String, String> parameters = Map.of("contender", who.name(), "place", place, "size", Long.toString(size));
        return Stream.of("SingleWrite.small", "SingleWrite.large")
                .map(name -> results.find(name, parameters))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The fastest of the other libraries in the durable class. */
    Optional<Contender> fastestDurablePeer(String place) {
        return Stream.of(Contender.KAFKA, Contender.LUCENE)
                .filter(peer -> single(peer, place).isPresent())
                .min(Comparator.comparingDouble(
                        peer -> single(peer, place).orElseThrow().median()));
    }

    /** One replacement of many files: {@code batch}, {@code oneByOne} or {@code syncfsFloor}. */
    Optional<Figure> manyFiles(String how, String place, int files) {
        return manyFiles(Contender.ATOMIC_WRITE, how, place, files);
    }

    Optional<Figure> manyFiles(Contender who, String how, String place, int files) {
        return results.find(
                "ManyFiles." + how, Map.of("contender", who.name(), "place", place, "files", Integer.toString(files)));
    }

    /** One replacement of many files that belong together. */
    Optional<Figure> together(Together how, int files) {
        return results.find(
                "WholeDirectory." + how.method(), Map.of("place", "ext4", "files", Integer.toString(files)));
    }

    Optional<Figure> crowded(String place, int others) {
        return results.find("CrowdedDirectory.replace", Map.of("place", place, "others", Integer.toString(others)));
    }

    Optional<Figure> concurrent(String how, int threads) {
        return results.find("ConcurrentWrite." + how, threads, Map.of("place", "ext4"));
    }

    /** Many threads of a kind that each write their own file. */
    Optional<Figure> threads(ThreadKind kind, Contender who, int writers) {
        return results.find(
                VIRTUAL_THREADS,
                Map.of(
                        "place", "ext4",
                        "writtenBy", kind.name(),
                        "contender", who.name(),
                        "writers", Integer.toString(writers)));
    }

    Optional<Figure> state(String how) {
        return results.find("SharedState." + how, Map.of("place", "ext4"));
    }

    Optional<Figure> listening(int listeners) {
        return results.find("Listening.replace", Map.of("listeners", Integer.toString(listeners)));
    }

    /** A call of the JDK, by the name of its benchmark method. */
    Optional<Figure> platformCall(String name) {
        return results.find("PlatformCall." + name, Map.of("place", "tmpfs"));
    }

    Optional<Figure> commandLine(Program program) {
        return results.find("CommandLine.replace", Map.of("program", program.name()));
    }

    Optional<Figure> large(String how) {
        return results.find("LargeContent." + how, Map.of());
    }

    /** Returns the ratio of two medians. */
    static Optional<Double> ratio(Optional<Figure> one, Optional<Figure> other) {
        return one.flatMap(of -> other.map(to -> of.median() / to.median()));
    }

    /** The file systems that were measured. */
    List<String> places() {
        return Stream.of("tmpfs", "ext4", "xfs", "btrfs")
                .filter(place -> single(Contender.ATOMIC_WRITE, place).isPresent())
                .toList();
    }

    /** The JVM of all benchmarks but that of the virtual threads. */
    Optional<String> javaVersion() {
        return results.javaVersion(benchmark -> !benchmark.endsWith(VIRTUAL_THREADS));
    }

    /** The JVM of the benchmark of the virtual threads. */
    Optional<String> newerJavaVersion() {
        return results.javaVersion(benchmark -> benchmark.endsWith(VIRTUAL_THREADS));
    }
}
