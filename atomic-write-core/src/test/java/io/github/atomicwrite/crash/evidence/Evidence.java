package io.github.atomicwrite.crash.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.crash.evidence.Findings.MutantRun;
import io.github.atomicwrite.crash.evidence.Findings.Report;
import io.github.atomicwrite.crash.evidence.Findings.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All that one run has found. When the run ends, it becomes {@code target/crash-evidence.json}. */
public final class Evidence implements AutoCloseable {
    public static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What is true of every file system, as it was told from traces. */
    public static final String ANY = "any (from traces)";

    public static final long SEED = Long.getLong("crash.seed", 20_261_121L);

    private final Findings all = new Findings();
    private final Set<String> skipped = new TreeSet<>();
    private final long began = System.nanoTime();

    /** The file that a run leaves. */
    record Summary(
            String kernel,
            String jdk,
            List<FileSystem> fileSystems,
            int powerCuts,
            int crashStates,
            int faults,
            int violations,
            Mutants mutants,
            List<String> skipped,
            long seconds) {}

    record FileSystem(String name, int powerCuts, int crashStates, int faults, Mutants mutants) {}

    /** How many times a mutant had to be caught, and how often it was. */
    record Mutants(int expected, int caught) {
        static Mutants of(List<MutantRun> runs) {
            return new Mutants(
                    runs.size(), (int) runs.stream().filter(MutantRun::caught).count());
        }
    }

    public static void say(String message) {
        System.out.println("crash evidence: " + message);
    }

    /** The seed of one kind of random choices: always the same, unless {@code -Dcrash.seed} says otherwise. */
    public static long seed(String what) {
        say("seed %d for %s".formatted(SEED, what));
        return SEED;
    }

    public synchronized void skip(String reason) {
        if (skipped.add(reason)) {
            say(reason);
        }
    }

    /** Takes up what an experiment has found, and fails if it is not what it must be. */
    public void accept(Findings findings) {
        Report report = findings.report();
        all.addAll(report);
        report.fileSystems()
                .forEach((name, tally) -> say("%s: %d power cuts, %d crash states, %d faults"
                        .formatted(name, tally.powerCuts(), tally.crashStates(), tally.faults())));
        assertThat(report.violations()).as("violations").isEmpty();
        assertThat(report.mutants())
                .as("mutants that escaped")
                .filteredOn(run -> !run.caught())
                .isEmpty();
    }

    @Override
    public void close() throws IOException {
        Summary summary = summary();
        Path file = Path.of("target", "crash-evidence.json");
        Files.writeString(file, JSON.writeValueAsString(summary) + "\n");
        String page = System.getProperty("crash.page");
        if (page != null && summary.skipped().isEmpty()) {
            EvidencePage.update(Path.of(page), summary);
        }
        say("%d power cuts, %d crash states, %d faults, %d violations, %d of %d mutant runs caught, %d s, see %s"
                .formatted(
                        summary.powerCuts(),
                        summary.crashStates(),
                        summary.faults(),
                        summary.violations(),
                        summary.mutants().caught(),
                        summary.mutants().expected(),
                        summary.seconds(),
                        file.toAbsolutePath()));
    }

    private synchronized Summary summary() throws IOException {
        Report report = all.report();
        Tally sum = report.fileSystems().values().stream().reduce(new Tally(0, 0, 0), Tally::plus);
        List<FileSystem> fileSystems = report.fileSystems().entrySet().stream()
                .map(entry -> fileSystem(entry.getKey(), entry.getValue(), report.mutants()))
                .toList();
        return new Summary(
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).trim(),
                System.getProperty("java.vendor") + " " + Runtime.version(),
                fileSystems,
                sum.powerCuts(),
                sum.crashStates(),
                sum.faults(),
                report.violations().size(),
                Mutants.of(report.mutants()),
                List.copyOf(skipped),
                (System.nanoTime() - began) / 1_000_000_000);
    }

    private static FileSystem fileSystem(String name, Tally tally, List<MutantRun> mutants) {
        List<MutantRun> here =
                mutants.stream().filter(run -> run.where().equals(name)).toList();
        return new FileSystem(name, tally.powerCuts(), tally.crashStates(), tally.faults(), Mutants.of(here));
    }
}
