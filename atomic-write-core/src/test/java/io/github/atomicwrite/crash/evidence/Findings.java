package io.github.atomicwrite.crash.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of an experiment. Thread-safe. Other processes return them as JSON. */
public final class Findings {
    private final Map<String, Tally> fileSystems = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<MutantRun> mutants = new ArrayList<>();

    /** What was tried on one file system, as numbers. */
    record Tally(int powerCuts, int crashStates, int faults) {
        Tally plus(Tally more) {
            return new Tally(powerCuts + more.powerCuts, crashStates + more.crashStates, faults + more.faults);
        }
    }

    /** A mutant, the file system, and whether the experiment caught the mutant, as it must. */
    record MutantRun(String mutant, String where, boolean caught) {}

    /** All findings, as they are written to JSON. */
    public record Report(Map<String, Tally> fileSystems, List<String> violations, List<MutantRun> mutants) {}

    public void powerCut(String fileSystem) {
        add(fileSystem, new Tally(1, 0, 0));
    }

    public void crashStates(String fileSystem, int count) {
        add(fileSystem, new Tally(0, count, 0));
    }

    public void fault(String fileSystem) {
        add(fileSystem, new Tally(0, 0, 1));
    }

    private synchronized void add(String fileSystem, Tally more) {
        fileSystems.merge(fileSystem, more, Tally::plus);
    }

    public synchronized void violation(String what) {
        violations.add(what);
    }

    public synchronized void mutant(String mutant, String where, boolean caught) {
        mutants.add(new MutantRun(mutant, where, caught));
    }

    public synchronized void addAll(Report report) {
        report.fileSystems.forEach(this::add);
        violations.addAll(report.violations);
        mutants.addAll(report.mutants);
    }

    public synchronized Report report() {
        return new Report(new TreeMap<>(fileSystems), List.copyOf(violations), List.copyOf(mutants));
    }
}
