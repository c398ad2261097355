package com.example;

import io.github.atomicwrite.test.CrashReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that shows users what the tools find: tests compare it with what they do find. */
public final class AdoptingPage {
    public static final String NO_VERDICT = "no verdict";

    private static final Pattern BROKEN = Pattern.compile("(\\d+ of \\d+) crash states");

    private AdoptingPage() {}

    public static String text() throws IOException {
        return Files.readString(Path.of("../docs/adopting.md"));
    }

    /** Returns the cells of the only row of a table that begins like this, emphasis left out. */
    public static List<String> row(String beginning) throws IOException {
        List<String> rows =
                text().lines().filter(line -> line.startsWith("| " + beginning)).toList();
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows begin with " + beginning);
        }
        return Arrays.stream(rows.get(0).split("\\|"))
                .skip(1)
                .map(cell -> cell.strip().replace("**", ""))
                .toList();
    }

    /** Returns how many states break of how many that were tried, or that there is no verdict. */
    public static String figure(Callable<CrashReport> crashTest) throws Exception {
        try {
            return "0 of " + crashTest.call().statesTried();
        } catch (AssertionError broken) {
            Matcher figure = BROKEN.matcher(String.valueOf(broken.getMessage()));
            if (!figure.find()) {
                throw broken;
            }
            return figure.group(1);
        } catch (UnsupportedOperationException unseen) {
            return NO_VERDICT;
        }
    }
}
