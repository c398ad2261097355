package io.github.atomicwrite.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way to replace many files that belong together. The name is that of the benchmark's method. */
enum Together {
    /** One published directory. */
    PUBLISH("publish", "`PublishedDirectory.publish`", "all files at once, durable"),
    /** One batch. */
    BATCH("batch", "one `WriteBatch`", "each file, durable"),
    /** A careful shell script. */
    SHELL("shell", "sh: `cp -a`, `sync -f`, `ln -s`, `mv -T`, `rm -r`", "all files at once"),
    /** Truncates each file, then writes to it. */
    NAIVE("naive", "`Files.write`", "nothing");

    static final List<Integer> FILES = List.of(1_000, 10_000);

    private static final double MICROS_A_SECOND = 1e6;

    private final String method;
    private final String label;
    /** What survives power loss once the method has returned. */
    private final String promise;

    Together(String method, String label, String promise) {
        this.method = method;
        this.label = label;
        this.promise = promise;
    }

    String method() {
        return method;
    }

    /** All ways, compared with the batch. */
    static Table table(Measured measured) {
        Table table = new Table(
                "how", "survives power loss", "files", "files a second", "flush requests a file", "time, × the batch");
        for (int files : FILES) {
            for (Together how : values()) {
                Optional<Figure> all = measured.together(how, files);
                table.row(
                        how.label,
                        how.promise,
                        String.format(Locale.ROOT, "%,d", files),
                        all.map(one -> String.format(Locale.ROOT, "%,.0f", files * MICROS_A_SECOND / one.median()))
                                .orElse("not measured"),
                        Tables.cell(all.map(one -> one.other(FlushProfiler.FLUSHES) / files)),
                        Tables.cell(Measured.ratio(all, measured.together(BATCH, files))));
            }
        }
        return table;
    }
}
