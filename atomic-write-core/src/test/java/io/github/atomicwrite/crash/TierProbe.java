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

/** Finds out by trial which tiers this machine can run. */
final class TierProbe {
    private TierProbe() {}

    private static final List<String> PROGRAMS = List.of(
            "unshare", "losetup", "mkfs.ext4", "mkfs.xfs", "mkfs.btrfs", "btrfs", "xfs_io", "setpriv", "prlimit");

    /** Returns the reason why a tier can't run here, or nothing if it can. */
    static Optional<String> obstacleTo(int tier) {
        return tier == 2 ? TIER_2.obstacle : TIER_1.obstacle;
    }

    private static final Probe TIER_1 = Probe.of(TierProbe::runTier1);
    private static final Probe TIER_2 = Probe.of(TierProbe::runTier2);

    private static void runTier1() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("needs Linux");
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

    private static void runTier2() throws IOException {
        if (Integer.getInteger("crash.tiers", 1) < 2) {
            throw new IOException("not asked for (run mvn -Pcrash verify as root)");
        }
        TIER_1.orThrow();
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            throw new IOException("needs root");
        }
        for (String program : PROGRAMS) {
            if (Stream.of(System.getenv("PATH").split(":", -1))
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
                throw new IOException("needs " + program);
            }
        }
        try {
            IsolatedJvm.run(VolumesProbe.class, "");
        } catch (AssertionError failed) {
            throw new IOException("file systems can't be mounted and cut here: " + failed.getMessage(), failed);
        }
    }

    /** A trial, and the obstacle that it met. */
    private record Probe(Optional<String> obstacle) {
        static Probe of(Trial trial) {
            try {
                trial.run();
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
    private interface Trial {
        void run() throws IOException;
    }
}
