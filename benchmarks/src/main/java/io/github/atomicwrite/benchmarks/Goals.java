package io.github.atomicwrite.benchmarks;

import static io.github.atomicwrite.benchmarks.Measured.ratio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of the goals and of the measured figures. */
final class Goals {
    private static final int FILES = 200;
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final int CROWD = 100_000;
    private static final double KIBIBYTE = 1024;
    private static final String SYNCFS = "the `syncfs` floor";

    private final Measured measured;
    private final Table table = new Table("work", "to reach", "measured", "reached");

    Goals(Measured measured) {
        this.measured = measured;
    }

    Table table() {
        single();
        directCalls();
        manyFiles();
        published();
        table.row(
                "64 threads updating one `StateFile`, ext4",
                "at least 20 × one commit an update",
                verdict(ratio(measured.state("sharedCommits"), measured.state("oneCommitAnUpdate")), 20, true, "×"));
        memory();
        growth();
        return table;
    }

    private void single() {
        Optional<Figure> ours = measured.single(Contender.ATOMIC_WRITE, "tmpfs");
        atMost("one file of 4 KiB, tmpfs", "the contract's calls in C", 1.3, against(Contender.C_CONTRACT, "tmpfs"));
        atMost("", "the bare pattern in C", 1.6, against(Contender.C_BARE, "tmpfs"));
        measured.fastestDurablePeer("tmpfs")
                .ifPresent(peer -> table.row(
                        "",
                        "ahead of every durable peer; the fastest is " + peer.label(),
                        verdict(ratio(ours, measured.single(peer, "tmpfs")), 1, false, "×")));
        atMost("one file of 4 KiB, ext4", "the bare pattern in C", 1.05, against(Contender.C_BARE, "ext4"));
    }

    private void directCalls() {
        Contender direct = Contender.ATOMIC_WRITE_NATIVE;
        Optional<Figure> ours = measured.single(direct, "tmpfs");
        String bare = "the bare pattern in C";
        atMost(
                "one file of 4 KiB, direct system calls, tmpfs",
                bare,
                1.35,
                ratio(ours, measured.single(Contender.C_BARE, "tmpfs")));
        atMost("", "the contract's calls in C", 1, ratio(ours, measured.single(Contender.C_CONTRACT, "tmpfs")));
        measured.fastestDurablePeer("tmpfs")
                .ifPresent(peer -> table.row(
                        "",
                        "ahead of every durable peer; the fastest is " + peer.label(),
                        verdict(ratio(ours, measured.single(peer, "tmpfs")), 1, false, "×")));
        table.row("", "allocates at most 1.5 KiB", verdict(allocated(direct), 1.5, false, "KiB"));
        atMost(
                "the same, ext4",
                bare,
                1.05,
                ratio(measured.single(direct, "ext4"), measured.single(Contender.C_BARE, "ext4")));
        for (String place : List.of("ext4", "ext4-in-memory")) {
            Optional<Figure> batch = measured.manyFiles(direct, "batch", place, FILES);
            table.row(
                    FILES + " files, direct system calls, " + place,
                    "at least 10 × as fast as one by one",
                    verdict(ratio(measured.manyFiles(direct, "oneByOne", place, FILES), batch), 10, true, "×"));
            atMost("", SYNCFS, 2, ratio(batch, measured.manyFiles("syncfsFloor", place, FILES)));
        }
    }

    private Optional<Double> allocated(Contender who) {
        return measured.single(who, "tmpfs").map(one -> one.other("gc.alloc.rate.norm") / KIBIBYTE);
    }

    private Optional<Double> against(Contender floor, String place) {
        return ratio(measured.single(Contender.ATOMIC_WRITE, place), measured.single(floor, place));
    }

    private void atMost(String work, String floor, double limit, Optional<Double> ratio) {
        table.row(work, "at most %s × %s".formatted(number(limit), floor), verdict(ratio, limit, false, "×"));
    }

    private void manyFiles() {
        Optional<Figure> batch = measured.manyFiles("batch", "ext4", FILES);
        table.row(
                FILES + " files of 4 KiB in one directory, ext4",
                "at most 0.4 flush requests a file",
                verdict(batch.map(all -> all.other(FlushProfiler.FLUSHES) / FILES), 0.4, false, ""));
        table.row(
                "",
                "at least 10 × as fast as one by one",
                verdict(ratio(measured.manyFiles("oneByOne", "ext4", FILES), batch), 10, true, "×"));
        atMost("", SYNCFS, 2, ratio(batch, measured.manyFiles("syncfsFloor", "ext4", FILES)));
    }

    private void published() {
        for (int files : Together.FILES) {
            atMost(
                    String.format(Locale.ROOT, "%,d files of 4 KiB published, ext4", files),
                    "one `WriteBatch` of them",
                    1.3,
                    ratio(measured.together(Together.PUBLISH, files), measured.together(Together.BATCH, files)));
        }
    }

    private void memory() {
        for (String how : List.of("bytes", "stream")) {
            table.row(
                    how.equals("bytes") ? "1 GiB through `writeBytes`" : "1 GiB through `write(InputStream)`",
                    "at most 1024 KiB extra, heap and direct together",
                    verdict(
                            measured.large(how).map(one -> one.other(MemoryProfiler.EXTRA) / KIBIBYTE),
                            KIBIBYTE,
                            false,
                            "KiB"));
        }
        table.row(
                "`writeBytes` of 4 KiB",
                "allocates at most 4 KiB",
                verdict(allocated(Contender.ATOMIC_WRITE), 4, false, "KiB"));
    }

    private void growth() {
        flat(
                "a file in a batch of 10,000, ext4",
                "one in a batch of 100",
                ratio(measured.manyFiles("batch", "ext4", MANY), measured.manyFiles("batch", "ext4", FEW))
                        .map(times -> times * FEW / MANY));
        for (String place : List.of("tmpfs", "ext4")) {
            flat(
                    "a file in a directory of 100,000, " + place,
                    "one in an empty directory",
                    ratio(measured.crowded(place, CROWD), measured.crowded(place, 0)));
        }
    }

    private void flat(String work, String other, Optional<Double> ratio) {
        table.row(work, "at most 1.2 × " + other, verdict(ratio, 1.2, false, "×"));
    }

    private static String[] verdict(Optional<Double> measured, double limit, boolean atLeast, String unit) {
        return measured.map(value -> new String[] {
                    (number(value) + " " + unit).trim(), (atLeast ? value >= limit : value <= limit) ? "yes" : "**no**"
                })
                .orElse(new String[] {"not measured", ""});
    }

    static String number(double value) {
        String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
