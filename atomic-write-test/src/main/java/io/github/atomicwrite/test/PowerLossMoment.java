package io.github.atomicwrite.test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a power loss at one moment may leave: each variant of the names, with each combination of the contents that have
 * a name.
 */
final class PowerLossMoment {
    /** To see which combinations of so many parts of a file are alike takes longer than to try some. */
    private static final int MAX_PARTS = 500;

    private final Recording recording;
    private final int made;
    private final Random random;
    private final Variants names;
    private final Map<Integer, Variants> contents = new TreeMap<>();

    /** For each variant of the names, the files that have one and more than one possible content. */
    private final List<List<Integer>> uncertain = new ArrayList<>();

    /**
     * @param operations all changes of the recording
     * @param made how many steps have been made
     * @param max how many combinations of names, and of each file's data, to look at
     */
    PowerLossMoment(Recording recording, List<Operation> operations, int made, int max, long seed) {
        this.recording = recording;
        this.made = made;
        this.random = new Random(seed + made);
        Disk initial = recording.initial();
        Map<Boolean, List<Operation>> before = operations.stream()
                .filter(operation -> operation.step() < made)
                .collect(Collectors.partitioningBy(
                        operation -> initial.inode(operation.change().subject()) instanceof Inode.Directory));
        names = new Variants(before.getOrDefault(true, List.of()), made, max, random, (variants, kept) -> {
            Disk disk = initial.copy();
            variants.apply(kept, disk);
            return disk.paths();
        });
        before.getOrDefault(false, List.of()).stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.change().subject(), TreeMap::new, Collectors.toList()))
                .forEach((file, changes) -> contents.put(file, contents(file, changes, max)));
        for (int variant = 0; variant < names.size(); variant++) {
            Disk disk = initial.copy();
            names.apply(variant, disk);
            uncertain.add(disk.paths().values().stream()
                    .distinct()
                    .filter(file ->
                            contents.containsKey(file) && contents.get(file).size() > 1)
                    .toList());
        }
    }

    private Variants contents(int file, List<Operation> changes, int max) {
        boolean large = changes.size() > MAX_PARTS;
        Disk scratch = recording.initial().copy();
        return new Variants(changes, made, max, random, (variants, kept) -> {
            if (large) {
                return kept;
            }
            scratch.replace(file, recording.initial().inode(file).copy());
            variants.apply(kept, scratch);
            return Fingerprint.of(scratch.content(file));
        });
    }

    /** Returns how many states there are; if they are too many to be counted, at most. */
    double possible() {
        if (names.isComplete() && contents.values().stream().allMatch(Variants::isComplete)) {
            return uncertain.stream().mapToDouble(this::combinations).sum();
        }
        return contents.values().stream()
                .mapToDouble(Variants::possible)
                .reduce(names.possible(), (all, one) -> all * one);
    }

    private double combinations(List<Integer> files) {
        return files.stream().mapToDouble(file -> variants(file).size()).reduce(1, (all, one) -> all * one);
    }

    private Variants variants(int file) {
        Variants variants = contents.get(file);
        if (variants == null) {
            throw new IllegalArgumentException("no data was written to inode " + file);
        }
        return variants;
    }

    /** Chooses states: all, if they are not more than asked for. */
    Iterable<CrashState> choose(int count) {
        Set<Choice> choices = possible() <= count ? all() : some(count);
        return () -> choices.stream().map(this::state).iterator();
    }

    private Set<Choice> all() {
        Set<Choice> all = new LinkedHashSet<>();
        for (int variant = 0; variant < names.size(); variant++) {
            List<List<Integer>> combinations = List.of(List.of());
            for (int file : uncertain.get(variant)) {
                combinations = combinations.stream()
                        .flatMap(chosen ->
                                IntStream.range(0, variants(file).size()).mapToObj(next -> append(chosen, next)))
                        .toList();
            }
            for (List<Integer> combination : combinations) {
                all.add(new Choice(variant, combination));
            }
        }
        return all;
    }

    private static List<Integer> append(List<Integer> list, int last) {
        List<Integer> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** Everything kept, everything lost, the loss of one file's data, of some names, and random ones of all. */
    private Set<Choice> some(int count) {
        Set<Choice> some = new LinkedHashSet<>();
        int allLost = Math.min(1, names.size() - 1);
        some.add(new Choice(0, contentsOf(0, size -> 0)));
        some.add(new Choice(allLost, contentsOf(allLost, size -> 1)));
        some.add(new Choice(0, contentsOf(0, size -> 1)));
        for (int tries = 0; some.size() < count && tries < 2 * count; tries++) {
            int anyNames = random.nextInt(names.size());
            switch (tries % 3) {
                case 0 -> some.add(new Choice(0, oneLost()));
                case 1 -> some.add(new Choice(anyNames, contentsOf(anyNames, size -> 0)));
                default -> some.add(new Choice(anyNames, contentsOf(anyNames, random::nextInt)));
            }
        }
        return some;
    }

    private List<Integer> contentsOf(int variant, java.util.function.IntUnaryOperator choice) {
        return uncertain.get(variant).stream()
                .map(file -> choice.applyAsInt(variants(file).size()))
                .toList();
    }

    private List<Integer> oneLost() {
        List<Integer> files = uncertain.get(0);
        List<Integer> chosen = new ArrayList<>(contentsOf(0, size -> 0));
        if (!files.isEmpty()) {
            int place = random.nextInt(files.size());
            chosen.set(place, 1 + random.nextInt(variants(files.get(place)).size() - 1));
        }
        return chosen;
    }

    private CrashState state(Choice choice) {
        Disk disk = recording.initial().copy();
        names.apply(choice.names, disk);
        List<String> lost = new ArrayList<>(names.lost(choice.names));
        contents.values().forEach(variants -> variants.apply(0, disk));
        List<Integer> files = uncertain.get(choice.names);
        for (int i = 0; i < files.size(); i++) {
            int file = files.get(i);
            disk.replace(file, recording.initial().inode(file).copy());
            variants(file).apply(choice.contents.get(i), disk);
            lost.addAll(variants(file).lost(choice.contents.get(i)));
        }
        return new CrashState(
                Moments.text(recording, made), made == recording.steps().size(), disk, lost);
    }

    /**
     * @param names a variant of the names
     * @param contents for each uncertain file of it, a variant of its content
     */
    private record Choice(int names, List<Integer> contents) {}
}
