package io.github.atomicwrite.crash.evidence;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.crash.evidence.Evidence.FileSystem;
import io.github.atomicwrite.crash.evidence.Evidence.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Markdown page with the figures of the runs. {@code -Dcrash.page=…} names it.
 *
 * <p>A run writes its figures between the markers of the page. It keeps the rows of other JDKs, and on newer ones the
 * row of the other way to make system calls.
 */
final class EvidencePage {
    private static final Pattern JDK_OF_ROW = Pattern.compile("(?m)^\\| (\\d+[^|]*) \\|.*$");

    private final Path page;

    private EvidencePage(Path page) {
        this.page = page;
    }

    static void update(Path page, Summary run) throws IOException {
        new EvidencePage(page).update(run);
    }

    private void update(Summary run) throws IOException {
        String text = Files.readString(page);
        text = between("runs", text, runs(text, run));
        text = between("file systems", text, fileSystems(run) + "\n\n" + chart(run));
        AtomicFileWriter.create().writeString(page, text);
    }

    private String between(String marker, String text, String figures) throws IOException {
        Pattern section = Pattern.compile("(?s)(<!-- " + marker + ": begin -->\n).*?(<!-- " + marker + ": end -->)");
        Matcher found = section.matcher(text);
        if (!found.find()) {
            throw new IOException(page + ": no markers for the " + marker);
        }
        return found.replaceFirst("$1" + Matcher.quoteReplacement(figures + "\n") + "$2");
    }

    /** Returns a table with the row of this run, and those of earlier runs in other ways. */
    private static String runs(String text, Summary run) {
        TreeMap<String, String> rows = new TreeMap<>();
        Matcher earlier = JDK_OF_ROW.matcher(text);
        while (earlier.find()) {
            rows.put(earlier.group(1), earlier.group());
        }
        String jdk = Runtime.version().feature() + (ChildJvm.nativeAccess().isEmpty() ? "" : ", direct system calls");
        rows.put(
                jdk,
                row(
                        jdk,
                        run.kernel(),
                        run.powerCuts(),
                        run.crashStates(),
                        run.faults(),
                        run.violations(),
                        run.mutants().caught() + " of " + run.mutants().expected(),
                        run.seconds()));
        return table(
                List.of("JDK", "kernel", "power cuts", "crash states", "faults", "violations", "mutants", "seconds"),
                rows.values());
    }

    private static String fileSystems(Summary run) {
        List<String> rows = new ArrayList<>();
        for (FileSystem one : run.fileSystems()) {
            rows.add(row(
                    one.name(),
                    one.powerCuts(),
                    one.crashStates(),
                    one.faults(),
                    one.mutants().caught() + " of " + one.mutants().expected()));
        }
        return table(List.of("file system", "power cuts", "crash states", "faults", "mutants caught"), rows);
    }

    private static String chart(Summary run) {
        List<FileSystem> cut =
                run.fileSystems().stream().filter(one -> one.powerCuts() > 0).toList();
        String names = cut.stream().map(one -> '"' + one.name() + '"').collect(Collectors.joining(", "));
        return """
                ```mermaid
                xychart-beta horizontal
                    title "Power cuts, and the crash states that were replayed there"
                    x-axis [%s]
                    y-axis "tried"
                    bar [%s]
                    bar [%s]
                ```""".formatted(names, numbers(cut, FileSystem::powerCuts), numbers(cut, FileSystem::crashStates));
    }

    private static String numbers(List<FileSystem> all, ToIntFunction<FileSystem> number) {
        return all.stream().map(one -> Integer.toString(number.applyAsInt(one))).collect(Collectors.joining(", "));
    }

    private static String table(List<String> columns, Iterable<String> rows) {
        return row(columns.toArray()) + "\n|" + " --- |".repeat(columns.size()) + "\n" + String.join("\n", rows);
    }

    private static String row(Object... cells) {
        return Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
