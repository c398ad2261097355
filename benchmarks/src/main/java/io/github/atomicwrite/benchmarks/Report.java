package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes the page and its charts from the results of JMH. */
public final class Report {
    private Report() {}

    /**
     * Writes the page.
     *
     * @param arguments the directory of the results, a file with the name of the machine, and the directory of the page
     * @throws IOException if something can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Measured measured = new Measured(Results.in(Path.of(arguments[0])));
        Tables tables = new Tables(measured);
        Path docs = Path.of(arguments[2]);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("machine", Files.readString(Path.of(arguments[1])).strip());
        values.put("java", measured.javaVersion().orElse("an unknown JVM"));
        values.put("newerJava", measured.newerJavaVersion().orElse("a newer JVM"));
        values.put("goals", new Goals(measured).table());
        for (Promise promise : Promise.values()) {
            values.put("single." + promise, tables.single(promise));
            values.put("meaning." + promise, promise.meaning());
        }
        values.put("fileSystems", tables.fileSystems());
        values.put("sizes", tables.sizes());
        values.put("threads", tables.threads());
        values.put("virtualThreads", virtualThreads(measured, tables));
        values.put("batches", tables.batches());
        values.put("published", Together.table(measured));
        values.put("listeners", tables.listeners());
        values.put("platformCalls", tables.platformCalls());
        values.put("systemCalls", Tables.systemCalls(SystemCalls.ofOneWrite(Path.of(arguments[0]))));
        values.put("commandLine", tables.commandLine());

        String page = template("/benchmarks.md");
        for (Map.Entry<String, Object> value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", value.getValue().toString());
        }
        new Charts(measured, tables, Files.createDirectories(docs.resolve("benchmarks"))).draw();
        AtomicFileWriter.create().writeString(docs.resolve("benchmarks.md"), page);
    }

    private static String virtualThreads(Measured measured, Tables tables) throws IOException {
        return measured.newerJavaVersion().isEmpty()
                ? "Virtual threads were not measured, because they need JDK 22 or newer, and root for the ext4 image."
                : template("/virtual-threads.md")
                        .replace("{{java}}", measured.newerJavaVersion().orElseThrow())
                        .replace("{{throughput}}", tables.virtualThreads().toString())
                        .replace("{{turns}}", tables.turns().toString())
                        .strip();
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
