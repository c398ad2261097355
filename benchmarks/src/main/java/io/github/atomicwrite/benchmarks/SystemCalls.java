package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts the system calls of one write: the difference between {@code strace -c} of many writes and of few. */
public final class SystemCalls {
    private static final int COLUMN_OF_CALLS = 3;

    private SystemCalls() {}

    /**
     * Replaces a file many times. Run it under {@code strace -f -c}.
     *
     * @param arguments the file, and the number of writes
     * @throws IOException if it can't be written
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        AtomicFileWriter writer = AtomicFileWriter.create();
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            writer.writeBytes(target, new byte[4096]);
        }
    }

    /** Returns the number of times that a write makes each call, or empty if the calls were not counted. */
    static Optional<Map<String, Long>> ofOneWrite(Path results) throws IOException {
        Path few = results.resolve("calls-1000");
        Path many = results.resolve("calls-3000");
        if (!Files.exists(few) || !Files.exists(many)) {
            return Optional.empty();
        }
        Map<String, Long> before = calls(few);
        Map<String, Long> found = new TreeMap<>();
        calls(many).forEach((call, times) -> {
            long perWrite = Math.round((times - before.getOrDefault(call, 0L)) / 2000.0);
            if (perWrite > 0) {
                found.put(call, perWrite);
            }
        });
        return Optional.of(found);
    }

    private static Map<String, Long> calls(Path summary) throws IOException {
        Map<String, Long> calls = new LinkedHashMap<>();
        for (String line : Files.readAllLines(summary)) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length > COLUMN_OF_CALLS && columns[COLUMN_OF_CALLS].matches("\\d+")) {
                calls.put(columns[columns.length - 1], Long.parseLong(columns[COLUMN_OF_CALLS]));
            }
        }
        calls.remove("total");
        return calls;
    }
}
