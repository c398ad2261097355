package io.github.atomicwrite.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The steps to measure, and their duration. Each step is one run of JMH.
 *
 * @param pace a multiple of the usual time for each measurement
 * @param rounds the number of times that the comparisons are repeated. The contenders take turns, so that a machine
 *     that becomes slower meanwhile affects all of them.
 */
record Plan(double pace, int rounds) {
    /** The property for the {@code java} of JDK 22 or newer that {@code benchmarks/run} found. */
    private static final String NEWER_JAVA = "benchmarks.newerJava";

    /** Is in the library's jar if that was built by JDK 22 or newer. */
    private static final String NATIVE_PART =
            "META-INF/versions/22/io/github/atomicwrite/internal/storage/NativeStorage.class";

    /** One run of JMH. */
    record Step(String name, OptionsBuilder options) {}

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            String turn = "-" + round;
            String[] contenders = inTurn(round, "ATOMIC_WRITE", "C_CONTRACT", "C_RELATIVE", "C_BARE", "JAVA_BY_HAND");
            steps.add(step(
                    "single" + turn,
                    SingleWrite.class,
                    "small",
                    options -> single(options, "tmpfs", "ext4").param("contender", contenders)));
            steps.add(step(
                    "many-files" + turn,
                    ManyFiles.class,
                    "batch|oneByOne|syncfsFloor",
                    options -> options.param("place", places("ext4", "ext4-in-memory"))));
            if (hasNativePart()) {
                steps.add(step(
                        "single-native" + turn,
                        SingleWrite.class,
                        "small",
                        options -> natively(single(options, "tmpfs", "ext4"))));
                steps.add(step(
                        "many-files-native" + turn,
                        ManyFiles.class,
                        "batch|oneByOne",
                        options -> natively(options).param("place", places("ext4", "ext4-in-memory"))));
            }
            if (Workplace.exists("ext4")) {
                steps.add(step(
                        "published" + turn,
                        WholeDirectory.class,
                        "",
                        options -> options.param("place", "ext4").param("files", "1000", "10000")));
            }
            steps.add(step(
                    "shared-state" + turn,
                    SharedState.class,
                    "",
                    options -> options.threads(64).param("place", places("ext4"))));
            if (System.getProperty(NEWER_JAVA) != null && Workplace.exists("ext4")) {
                steps.add(step("virtual-threads" + turn, VirtualThreads.class, "", Plan::virtualThreads));
            }
        }
        steps.add(step(
                "peers",
                SingleWrite.class,
                "small",
                options -> single(options, "tmpfs", "ext4").param("contender", peers())));
        steps.add(step(
                "file-systems",
                SingleWrite.class,
                "small",
                options -> single(options, "xfs", "btrfs").param("contender", "ATOMIC_WRITE", "C_CONTRACT", "C_BARE")));
        steps.add(step("sizes", SingleWrite.class, "small", options -> sizes(options, "100", "65536")));
        steps.add(step("large-sizes", SingleWrite.class, "large", options -> sizes(options, "1048576", "67108864")));
        for (int threads : new int[] {1, 2, 4, 8, 16, 32, 64}) {
            steps.add(step(
                    "threads-" + threads,
                    ConcurrentWrite.class,
                    "",
                    options -> options.threads(threads).param("place", places("ext4"))));
        }
        steps.add(step(
                "batches",
                ManyFiles.class,
                "batch",
                options -> options.param("place", places("ext4")).param("files", "1", "10", "100", "1000", "10000")));
        steps.add(step(
                "batches-elsewhere",
                ManyFiles.class,
                "batch|oneByOne|syncfsFloor",
                options -> options.param("place", places("xfs", "btrfs"))));
        steps.add(step(
                "crowded-directory",
                CrowdedDirectory.class,
                "",
                options -> options.param("place", places("tmpfs", "ext4"))));
        steps.add(step(
                "platform-calls",
                PlatformCall.class,
                "",
                options -> options.param("place", "tmpfs").addProfiler(GCProfiler.class)));
        steps.add(step(
                "command-line",
                CommandLine.class,
                "",
                options -> options.param("place", "tmpfs").param("program", Program.there())));
        steps.add(step("listening", Listening.class, "", options -> options.param("place", "tmpfs")));
        steps.add(step(
                "large-content",
                LargeContent.class,
                "",
                options -> options.param("place", "tmpfs")
                        .addProfiler(MemoryProfiler.class)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .jvmArgsAppend("-Xmx3g")));
        return steps;
    }

    private Step step(String name, Class<?> benchmark, String methods, Consumer<ChainedOptionsBuilder> particulars) {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + benchmark.getName().replace(".", "\\.") + "\\.(" + (methods.isEmpty() ? ".*" : methods)
                        + ")$")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(time(1000))
                .measurementIterations(3)
                .measurementTime(time(500))
                .shouldFailOnError(true)
                .addProfiler(FlushProfiler.class);
        particulars.accept(options);
        return new Step(name, options);
    }

    private TimeValue time(int milliseconds) {
        return TimeValue.milliseconds(Math.round(milliseconds * pace));
    }

    private static ChainedOptionsBuilder single(ChainedOptionsBuilder options, String... places) {
        return options.addProfiler(GCProfiler.class).warmupIterations(4).param("place", places(places));
    }

    private static boolean hasNativePart() {
        return System.getProperty(NEWER_JAVA) != null
                && Plan.class.getClassLoader().getResource(NATIVE_PART) != null;
    }

    private static ChainedOptionsBuilder natively(ChainedOptionsBuilder options) {
        return options.jvm(System.getProperty(NEWER_JAVA))
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                .param("contender", Contender.ATOMIC_WRITE_NATIVE.name());
    }

    private static void virtualThreads(ChainedOptionsBuilder options) {
        options.jvm(System.getProperty(NEWER_JAVA))
                .jvmArgsAppend("-Djdk.virtualThreadScheduler.parallelism=" + Tables.CARRIERS)
                .param("place", "ext4")
                .param("writers", Tables.WRITERS.stream().map(String::valueOf).toArray(String[]::new))
                .param("contender", "ATOMIC_WRITE", "JAVA_BY_HAND")
                .param("writtenBy", "PLATFORM", "VIRTUAL");
    }

    private static ChainedOptionsBuilder sizes(ChainedOptionsBuilder options, String... sizes) {
        return options.param("place", places("tmpfs", "ext4"))
                .param("contender", "ATOMIC_WRITE", "C_CONTRACT", "C_BARE")
                .param("size", sizes);
    }

    /** Starts each round with a different contender. */
    private static String[] inTurn(int round, String... contenders) {
        List<String> turned = new ArrayList<>(List.of(contenders));
        Collections.rotate(turned, -round);
        return turned.toArray(String[]::new);
    }

    private static String[] peers() {
        return Arrays.stream(Contender.values())
                .filter(who -> who != Contender.ATOMIC_WRITE_NATIVE)
                .map(Contender::name)
                .toArray(String[]::new);
    }

    /** Returns the places that exist: without root there is only tmpfs. */
    private static String[] places(String... wanted) {
        return Stream.of(wanted).filter(Workplace::exists).toArray(String[]::new);
    }
}
