package io.github.atomicwrite.benchmarks;

import static io.github.atomicwrite.benchmarks.Measured.ratio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables of the page, without that of the goals. Times are ratios. Flush requests and bytes are counts. */
final class Tables {
    static final List<Long> SIZES = List.of(100L, 4096L, 65_536L, 1L << 20, 64L << 20);
    static final List<Integer> THREADS = List.of(1, 2, 4, 8, 16, 32, 64);
    static final List<Integer> WRITERS = List.of(1, 16, 64);

    /** The platform threads that run the virtual threads. */
    static final int CARRIERS = 2;

    static final List<Integer> BATCHES = List.of(1, 10, 100, 1_000, 10_000);

    private final Measured measured;

    Tables(Measured measured) {
        this.measured = measured;
    }

    /** All contenders of a class, compared with the bare pattern. */
    Table single(Promise promise) {
        Table table = new Table(
                "a file of 4 KiB: " + promise.label(),
                "tmpfs, × C's bare pattern",
                "ext4, × C's bare pattern",
                "ext4, flush requests",
                "bytes allocated");
        for (Contender who : Contender.values()) {
            if (who.promise() == promise) {
                table.row(
                        who.label(),
                        times(who, "tmpfs"),
                        times(who, "ext4"),
                        cell(measured.single(who, "ext4").map(one -> one.other(FlushProfiler.FLUSHES))),
                        who.name().startsWith("C_")
                                ? ""
                                : cell(measured.single(who, "tmpfs").map(one -> one.other("gc.alloc.rate.norm"))));
            }
        }
        return table;
    }

    private String times(Contender who, String place) {
        return cell(ratio(measured.single(who, place), measured.single(Contender.C_BARE, place)));
    }

    Table fileSystems() {
        Table table = new Table(
                "file system",
                "one file, × the contract's calls in C",
                "one file, × C's bare pattern",
                "flush requests a file",
                "200 files: × one by one",
                "200 files: × `syncfs`",
                "200 files: flush requests a file");
        for (String place : measured.places()) {
            Optional<Figure> ours = measured.single(Contender.ATOMIC_WRITE, place);
            Optional<Figure> batch = measured.manyFiles("batch", place, 200);
            table.row(
                    place,
                    cell(ratio(ours, measured.single(Contender.C_CONTRACT, place))),
                    cell(ratio(ours, measured.single(Contender.C_BARE, place))),
                    cell(ours.map(one -> one.other(FlushProfiler.FLUSHES))),
                    cell(ratio(batch, measured.manyFiles("oneByOne", place, 200))),
                    cell(ratio(batch, measured.manyFiles("syncfsFloor", place, 200))),
                    cell(batch.map(all -> all.other(FlushProfiler.FLUSHES) / 200)));
        }
        return table;
    }

    Table sizes() {
        Table table = new Table("bytes", "tmpfs, × the contract's calls in C", "ext4, × the contract's calls in C");
        for (long size : SIZES) {
            table.row(
                    String.format(Locale.ROOT, "%,d", size),
                    cell(sizeRatio("tmpfs", size)),
                    cell(sizeRatio("ext4", size)));
        }
        return table;
    }

    Optional<Double> sizeRatio(String place, long size) {
        return ratio(
                measured.single(Contender.ATOMIC_WRITE, place, size),
                measured.single(Contender.C_CONTRACT, place, size));
    }

    Table threads() {
        Table table = new Table(
                "threads",
                "a directory each",
                "one directory",
                "one file",
                "flush requests a file: a directory each",
                "one directory",
                "one file");
        for (int threads : THREADS) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(threads)));
            for (String how : List.of("separateDirectories", "oneDirectory", "oneFile")) {
                row.add(cell(ratio(measured.concurrent(how, threads), measured.concurrent(how, 1))));
            }
            for (String how : List.of("separateDirectories", "oneDirectory", "oneFile")) {
                row.add(cell(measured.concurrent(how, threads).map(one -> one.other(FlushProfiler.FLUSHES))));
            }
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    /** Writes per second of platform threads and of virtual threads. */
    Table virtualThreads() {
        Table table = new Table(
                "writers",
                "code",
                "platform threads, writes/s",
                "virtual threads, writes/s",
                "virtual, × platform",
                "flush requests a write: platform",
                "virtual");
        for (int writers : WRITERS) {
            for (Contender who : List.of(Contender.ATOMIC_WRITE, Contender.JAVA_BY_HAND)) {
                Optional<Figure> platform = measured.threads(ThreadKind.PLATFORM, who, writers);
                Optional<Figure> virtual = measured.threads(ThreadKind.VIRTUAL, who, writers);
                table.row(
                        Integer.toString(writers),
                        who.label(),
                        cell(platform.map(Figure::median)),
                        cell(virtual.map(Figure::median)),
                        cell(ratio(virtual, platform)),
                        cell(platform.map(one -> one.other(FlushProfiler.FLUSHES))),
                        cell(virtual.map(one -> one.other(FlushProfiler.FLUSHES))));
            }
        }
        return table;
    }

    /** How often another virtual thread runs that sleeps for a millisecond at a time. */
    Table turns() {
        Table table = new Table("writers", "code", "turns/s beside platform threads", "beside virtual threads");
        for (int writers : WRITERS) {
            for (Contender who : List.of(Contender.ATOMIC_WRITE, Contender.JAVA_BY_HAND)) {
                table.row(
                        Integer.toString(writers),
                        who.label(),
                        cell(turns(ThreadKind.PLATFORM, who, writers)),
                        cell(turns(ThreadKind.VIRTUAL, who, writers)));
            }
        }
        return table;
    }

    private Optional<Double> turns(ThreadKind kind, Contender who, int writers) {
        return measured.threads(kind, who, writers).map(one -> one.other("turns"));
    }

    Table batches() {
        Table table = new Table("files", "time a file, × one in a batch of 100", "flush requests a file");
        for (int files : BATCHES) {
            table.row(
                    String.format(Locale.ROOT, "%,d", files),
                    cell(ratio(measured.manyFiles("batch", "ext4", files), measured.manyFiles("batch", "ext4", 100))
                            .map(times -> times * 100 / files)),
                    cell(flushesInBatch(files)));
        }
        return table;
    }

    Optional<Double> flushesInBatch(int files) {
        return measured.manyFiles("batch", "ext4", files).map(all -> all.other(FlushProfiler.FLUSHES) / files);
    }

    Table listeners() {
        Table table = new Table("listeners", "a write of 4 KiB that forces nothing, tmpfs, × one without listeners");
        for (int listeners : new int[] {0, 1, 10}) {
            table.row(Integer.toString(listeners), cell(ratio(measured.listening(listeners), measured.listening(0))));
        }
        return table;
    }

    /** The JDK's calls that a write consists of, and their cost. */
    Table platformCalls() {
        Table table = new Table("call of the JDK, tmpfs", "time, × a whole `writeBytes` of 4 KiB", "bytes allocated");
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("lookWithOwner", "look up mode, owner and group of a path (once: the target)");
        calls.put("lookThroughDescriptor", "the same through a descriptor (once: the temporary)");
        calls.put("readDescriptorLink", "read the link of a descriptor (once: the temporary)");
        calls.put("look", "look up whether a file exists, and which one (four times: the target, the temporary)");
        calls.put("listAttributes", "list the replaced file's extended attributes");
        calls.put("openAndLock", "open, lock and close a file");
        calls.put("open", "open and close a file (the replaced one is held open)");
        calls.put("setMode", "set a mode through a descriptor");
        calls.put("forceDirectory", "open, force and close a directory");
        calls.put("moveTwice", "two moves");
        Optional<Figure> ours = measured.single(Contender.ATOMIC_WRITE, "tmpfs");
        calls.forEach((name, label) -> {
            Optional<Figure> call = measured.platformCall(name);
            table.row(label, cell(ratio(call, ours)), cell(call.map(one -> one.other("gc.alloc.rate.norm"))));
        });
        return table;
    }

    Table commandLine() {
        Table table = new Table("program", "promise", "time, × the careful script");
        for (Program program : Program.values()) {
            table.row(
                    program.label(),
                    program.promise(),
                    cell(ratio(measured.commandLine(program), measured.commandLine(Program.SHELL))));
        }
        return table;
    }

    static Table systemCalls(Optional<Map<String, Long>> counted) {
        Table table = new Table("system call", "times a write");
        counted.ifPresent(calls -> calls.forEach((call, times) -> table.row("`" + call + "`", Long.toString(times))));
        return table;
    }

    static String cell(Optional<Double> value) {
        return value.map(Goals::number).orElse("not measured");
    }
}
