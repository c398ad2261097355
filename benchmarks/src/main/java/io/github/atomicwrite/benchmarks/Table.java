package io.github.atomicwrite.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... columns) {
        rows.add(columns);
        rows.add(Stream.of(columns).map(column -> "---").toArray(String[]::new));
    }

    void row(String... cells) {
        rows.add(cells);
    }

    /** Adds a row: work, goal, and the cells of the verdict. */
    void row(String work, String goal, String[] verdict) {
        row(Stream.concat(Stream.of(work, goal), Arrays.stream(verdict)).toArray(String[]::new));
    }

    @Override
    public String toString() {
        return rows.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .collect(Collectors.joining("\n"));
    }
}
