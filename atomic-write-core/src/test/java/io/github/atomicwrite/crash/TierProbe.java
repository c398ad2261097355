package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.experiment.IsolatedJvm;
import io.github.atomicwrite.crash.experiment.VolumesProbe;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine can do: found out by trying. */
final class TierProbe {
    private TierProbe() {}

    private static final List<String> NEEDED = List.of(
            "unshare", "losetup", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "btrfs", "xfs_io", "setpriv", "prlimit");

    /** Returns why a tier can't run here; empty if it can. */
    static Optional<String> obstacleTo(int tier) {
        return tier == 2 ? TIER_2.obstacle : TIER_1.obstacle;
    }

    private static final Probe TIER_1 = Probe.of(TierProbe::tryTier1);
    private static final Probe TIER_2 = Probe.of(TierProbe::tryTier2);

    private static void tryTier1() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("it needs Linux");
        }
        Path directory = Files.createTempDirectory("crash-probe");
        Path trace = directory.resolve("trace");
        try (WriterProcess writerProcess = WriterProcess.start(directory, List.of())) {
            TracedCommit.of(
                    writerProcess,
                    LibraryWriter.WRITE_BYTES,
                    directory.resolve("target"),
                    new VersionedContent(1, 100),
                    trace);
        } finally {
            Files.deleteIfExists(trace);
            Files.deleteIfExists(directory.resolve("target"));
            Files.delete(directory);
        }
    }

    private static void tryTier2() throws IOException {
        if (Integer.getInteger("crash.tiers", 1) < 2) {
            throw new IOException("not asked for (run mvn -Pcrash verify as root)");
        }
        TIER_1.orThrow();
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            throw new IOException("it needs root");
        }
        for (String program : NEEDED) {
            if (Stream.of(System.getenv("PATH").split(":", -1))
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
                throw new IOException("it needs " + program);
            }
        }
        try {
            IsolatedJvm.run(VolumesProbe.class, "");
        } catch (AssertionError failed) {
            throw new IOException("file systems can't be mounted and cut here, see the output above", failed);
        }
    }

    /** An attempt, and its outcome. */
    private record Probe(Optional<String> obstacle) {
        static Probe of(Attempt attempt) {
            try {
                attempt.run();
                return new Probe(Optional.empty());
            } catch (IOException obstacle) {
                return new Probe(Optional.of(String.valueOf(obstacle.getMessage())));
            }
        }

        void orThrow() throws IOException {
            if (obstacle.isPresent()) {
                throw new IOException(obstacle.get());
            }
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }
}
