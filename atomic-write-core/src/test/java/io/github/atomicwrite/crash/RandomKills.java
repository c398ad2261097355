package io.github.atomicwrite.crash;

import io.github.atomicwrite.StaleTemporaries;
import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import io.github.atomicwrite.crash.content.Observed;
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
    private static final int WRITERS = 3;
    private static final int KILLS_PER_WRITER = 12;
    private static final int LENGTH = 50_000;

    private final Path directory;
    private final Path scratch;
    private final Findings findings;
    private final AtomicBoolean over = new AtomicBoolean();

    private RandomKills(Path directory, Path scratch, Findings findings) {
        this.directory = directory;
        this.scratch = scratch;
        this.findings = findings;
    }

    static void run(Path directory, Path scratch, Findings findings) throws Exception {
        RandomKills kills = new RandomKills(directory, scratch, findings);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            List<Future<?>> killers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                killers.add(threads.submit(checked(() -> kills.writeAndKill(number))));
            }
            Future<?> reader = threads.submit(checked(kills::readAll));
            for (Future<?> killer : killers) {
                killer.get();
            }
            kills.over.set(true);
            reader.get();
        } finally {
            kills.over.set(true);
            threads.shutdown();
        }
        StaleTemporaries.sweep(directory);
        try (var files = Files.list(directory)) {
            files.filter(file -> !file.getFileName().toString().startsWith("target"))
                    .forEach(leftover -> findings.violation("random kills: left " + leftover));
        }
    }

    private Path target(int writer) {
        return directory.resolve("target" + writer);
    }

    private void writeAndKill(int number) throws IOException, InterruptedException {
        Random random = new Random(Evidence.SEED + number);
        Path warmUp = Files.createDirectory(scratch.resolve("writer" + number));
        AcknowledgementCounter counter = AcknowledgementCounter.in(warmUp.resolve("acknowledged"));
        LibraryWriter[] entryPoints = LibraryWriter.values();
        for (int kill = 0; kill < KILLS_PER_WRITER; kill++) {
            LibraryWriter entryPoint = entryPoints[random.nextInt(entryPoints.length)];
            WriterProcess writerProcess = WriterProcess.start(warmUp, List.of(), entryPoint);
            writerProcess.writeVersions(entryPoint, target(number), LENGTH, counter);
            Thread.sleep(20 + random.nextInt(100));
            writerProcess.kill();
            findings.fault(Evidence.ANY);
            long acknowledged = counter.get();
            Observed found = Observed.at(target(number));
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

    private void readAll() throws IOException {
        while (!over.get()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                Observed found = Observed.at(target(writer));
                if (found.kind() != Observed.Kind.WHOLE && found.kind() != Observed.Kind.ABSENT) {
                    findings.violation("random kills: a reader saw " + found);
                }
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
