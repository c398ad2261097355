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

/**
 * All findings of one run. At its end, they are written to {@code target/crash-evidence.json}, and one summary is
 * printed.
 */
public final class Evidence implements AutoCloseable {
    /** Writes and reads findings. */
    public static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The name that stands for any file system, used for findings from traces. */
    public static final String ANY = "any (from traces)";

    /** The seed of all random choices. {@code -Dcrash.seed=…} changes it. */
    public static final long SEED = Long.getLong("crash.seed", 20_261_121L);

    private final Findings all = new Findings();
    private final Set<String> skipped = new TreeSet<>();
    private final long began = System.nanoTime();

    /** The content of {@code crash-evidence.json}. */
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

    /** How many times a mutant had to be caught, and how many times it was. */
    record Mutants(int expected, int caught) {
        static Mutants of(List<MutantRun> runs) {
            return new Mutants(
                    runs.size(), (int) runs.stream().filter(MutantRun::caught).count());
        }
    }

    /** Notes that a tier was skipped. The summary names the reason. */
    public synchronized void skip(String reason) {
        skipped.add(reason);
    }

    /** Adds the findings of an experiment, then fails if there is a violation or a mutant has escaped. */
    public void accept(Findings findings) {
        Report report = findings.report();
        all.addAll(report);
        assertThat(report.violations()).as("violations, with seed %d", SEED).isEmpty();
        assertThat(report.mutants())
                .as("mutants that escaped, with seed %d", SEED)
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
        System.out.print(text(summary, file));
    }

    private static String text(Summary summary, Path file) {
        StringBuilder text = new StringBuilder("crash evidence: ")
                .append("%d power cuts, %d crash states, %d faults, %d violations, %d of %d mutant runs caught, "
                        .formatted(
                                summary.powerCuts(),
                                summary.crashStates(),
                                summary.faults(),
                                summary.violations(),
                                summary.mutants().caught(),
                                summary.mutants().expected()))
                .append("%d s, seed %d, see %s%n".formatted(summary.seconds(), SEED, file.toAbsolutePath()));
        summary.skipped().forEach(reason -> text.append("crash evidence: %s%n".formatted(reason)));
        return text.toString();
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
