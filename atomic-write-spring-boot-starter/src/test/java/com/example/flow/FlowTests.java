package com.example.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.spring.ApplicationProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the flow under load and restarts it. */
class FlowTests {
    private static final int THREADS = 4;
    private static final int SIGNALS = 300;
    private static final int KILLS = 3;

    @TempDir
    Path directory;

    private final Random random = new Random(20_261_125);
    private Path inbox;
    private Path handled;
    private int files;

    @BeforeEach
    void createInbox() throws IOException {
        inbox = Files.createDirectory(directory.resolve("inbox"));
        handled = Files.createFile(directory.resolve("handled"));
    }

    @Test
    void losesNothingAndHandlesNothingTwiceButWhatWasInFlight() throws Exception {
        for (int run = 0; run < KILLS; run++) {
            deliver(run * SIGNALS / KILLS, (run + 1) * SIGNALS / KILLS);
            int before = handled().size();
            try (ApplicationProcess flow = start("metadata.json")) {
                await(before + 20 + random.nextInt(SIGNALS / KILLS - 40));
                flow.kill();
            }
            assertThat(handled().size() - before).isGreaterThanOrEqualTo(20);
            assertThatOnlySignalsInFlightWereHandledAgainSince(before);
        }
        int before = handled().size();
        try (ApplicationProcess flow = start("metadata.json")) {
            awaitAll(SIGNALS);
            deliver(0, SIGNALS / 2);
            deliver(SIGNALS, SIGNALS + 10);
            awaitAll(SIGNALS + 10);
            flow.kill();
        }
        assertThatOnlySignalsInFlightWereHandledAgainSince(before);
        assertThat(Set.copyOf(handled())).containsExactlyInAnyOrderElementsOf(signals(0, SIGNALS + 10));
    }

    /** At the moment of a kill, each thread has at most one signal in flight. */
    private void assertThatOnlySignalsInFlightWereHandledAgainSince(int start) throws IOException {
        List<String> all = handled();
        List<String> ofThisRun = all.subList(start, all.size());
        assertThat(ofThisRun).doesNotHaveDuplicates();
        Set<String> again = new TreeSet<>(ofThisRun);
        again.retainAll(all.subList(0, start));
        assertThat(again).hasSizeLessThanOrEqualTo(THREADS);
    }

    @Test
    void goesOnWithKeysThatWereCopied() throws Exception {
        deliver(0, 50);
        try (ApplicationProcess flow = start("old.json")) {
            awaitAll(50);
            flow.kill();
        }
        int before = handled().size();
        deliver(0, 60);
        try (ApplicationProcess flow = start("new.json", "--flow.copy-from=old.json")) {
            awaitAll(60);
            flow.kill();
        }
        assertThatOnlySignalsInFlightWereHandledAgainSince(before);
        assertThat(Set.copyOf(handled())).containsExactlyInAnyOrderElementsOf(signals(0, 60));
    }

    private ApplicationProcess start(String file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--flow.inbox=" + inbox,
                "--flow.handled=" + handled,
                "--flow.threads=" + THREADS,
                "--atomic-write.state.directory=" + directory.resolve("state"),
                "--atomic-write.metadata-store.file=" + file,
                "--spring.main.web-application-type=none",
                "--logging.level.root=warn"));
        arguments.addAll(List.of(more));
        return ApplicationProcess.start(List.of(), FlowApplication.class, arguments.toArray(String[]::new));
    }

    /** Delivers each signal twice. */
    private void deliver(int from, int to) throws IOException {
        for (int copy = 0; copy < 2; copy++) {
            for (String signal : signals(from, to)) {
                Files.createFile(inbox.resolve(++files + "-" + signal));
            }
        }
    }

    private static List<String> signals(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "signal" + number).toList();
    }

    private void awaitAll(int signals) throws Exception {
        await(() -> Set.copyOf(handled()).size() >= signals);
        Thread.sleep(500); // time to handle something twice
    }

    private void await(int lines) throws Exception {
        await(() -> handled().size() >= lines);
    }

    private void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(handled().size() + " signals handled");
            }
            Thread.sleep(5);
        }
    }

    private List<String> handled() throws IOException {
        return Files.readAllLines(handled);
    }
}
