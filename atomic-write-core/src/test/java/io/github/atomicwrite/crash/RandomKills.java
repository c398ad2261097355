package io.github.atomicwrite.crash;

import io.github.atomicwrite.StaleTemporaries;
import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Kills processes at random moments while they write, and reads their targets all the time. */
final class RandomKills {
    private static final int KILLS_PER_WRITER = 12;
    private static final int LENGTH = 50_000;

    private final List<LibraryWriter> entryPoints;
    private final List<TargetDirectory> targets = new ArrayList<>();
    private final Path scratch;
    private final Findings findings;
    private final AtomicBoolean over = new AtomicBoolean();

    private RandomKills(List<LibraryWriter> entryPoints, Path scratch, Findings findings) {
        this.entryPoints = entryPoints;
        this.scratch = scratch;
        this.findings = findings;
    }

    /** Lets that many processes write, each to a target of its own, in these ways, which have one kind of target. */
    static void run(int writers, List<LibraryWriter> entryPoints, Path directory, Path scratch, Findings findings)
            throws Exception {
        RandomKills kills = new RandomKills(entryPoints, scratch, findings);
        ExecutorService threads = Executors.newFixedThreadPool(2 * writers);
        try {
            List<Future<?>> killers = new ArrayList<>();
            List<Future<?>> readers = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                Path own = Files.createDirectory(directory.resolve("targets" + writer));
                TargetDirectory target = entryPoints.get(0).in(own);
                kills.targets.add(target);
                killers.add(threads.submit(checked(() -> kills.writeAndKill(number, target))));
                readers.add(threads.submit(checked(() -> kills.read(number, target))));
            }
            for (Future<?> killer : killers) {
                killer.get();
            }
            kills.over.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            kills.over.set(true);
            threads.shutdown();
        }
        for (TargetDirectory target : kills.targets) {
            StaleTemporaries.sweep(target.path());
            target.leftovers().forEach(leftover -> findings.violation("random kills: left " + leftover));
        }
    }

    private void writeAndKill(int number, TargetDirectory target) throws IOException, InterruptedException {
        Random random = new Random(Evidence.SEED + number);
        Path warmUp = Files.createDirectory(scratch.resolve("writer" + number));
        AcknowledgementCounter counter = AcknowledgementCounter.in(warmUp.resolve("acknowledged"));
        for (int kill = 0; kill < KILLS_PER_WRITER; kill++) {
            LibraryWriter entryPoint = entryPoints.get(random.nextInt(entryPoints.size()));
            WriterProcess writerProcess = WriterProcess.start(warmUp, List.of(), entryPoint);
            writerProcess.writeVersions(entryPoint, target.target(), LENGTH, counter);
            Thread.sleep(20 + random.nextInt(100));
            writerProcess.kill();
            findings.fault(Evidence.ANY);
            long acknowledged = counter.get();
            Observed found = Observed.at(target.target());
            boolean right = found.equals(Observed.whole(acknowledged))
                    || found.equals(Observed.whole(acknowledged + 1))
                    || (acknowledged == 0 && found.equals(Observed.ABSENT));
            if (!right) {
                findings.violation(
                        "random kills, %s: acknowledged %d, found %s".formatted(entryPoint, acknowledged, found));
            }
            if (found.equals(Observed.whole(acknowledged + 1))) {
                counter.set(acknowledged + 1);
            }
        }
    }

    private void read(int number, TargetDirectory target) throws IOException, InterruptedException {
        if (entryPoints.get(0).publishes()) {
            readSnapshots(number, target);
            return;
        }
        while (!over.get()) {
            Observed found = Observed.at(target.target());
            if (found.kind() != Observed.Kind.WHOLE && found.kind() != Observed.Kind.ABSENT) {
                findings.violation("random kills: a reader saw " + found);
            }
        }
    }

    /** Snapshots keep a version from being removed by other processes, so another process reads them. */
    private void readSnapshots(int number, TargetDirectory target) throws IOException, InterruptedException {
        Path warmUp = Files.createDirectory(scratch.resolve("reader" + number));
        AcknowledgementCounter snapshots = AcknowledgementCounter.in(warmUp.resolve("snapshots"));
        try (WriterProcess reader = WriterProcess.start(warmUp, List.of(), entryPoints.get(0))) {
            while (Observed.at(target.target()).equals(Observed.ABSENT)) {
                Thread.sleep(1);
            }
            reader.readVersions(target.path(), snapshots);
            while (!over.get()) {
                Thread.sleep(1);
            }
            snapshots.stop(true);
            String answer = reader.answer();
            if (!answer.equals("stopped") || snapshots.get() == 0) {
                findings.violation("random kills: a reader %s after %d snapshots".formatted(answer, snapshots.get()));
            }
        }
    }

    private static Callable<Boolean> checked(Action action) {
        return () -> {
            action.run();
            return true;
        };
    }

    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }
}
