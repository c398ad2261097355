package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyWritersTest {
    private static final int PROCESSES = 4;
    private static final int THREADS = 4;
    private static final int KILLS = 20;
    private static final int READS_BETWEEN_KILLS = 300;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W14 Many threads write one file: none fails, and the file holds one writer's whole content")
    void letsThreadsWriteAtOnce() throws Exception {
        Path target = directory.resolve("target");
        AtomicFileWriter writer = AtomicFileWriter.create().withDurability(Durability.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "thread" + thread;
                writers.add(() -> {
                    for (int i = 0; i < 500; i++) {
                        writer.writeBytes(target, SelfDescribing.content(name, i, i * 40));
                        assertThat(SelfDescribing.flaw(Files.readAllBytes(target)))
                                .isNull();
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName(
            "W2 W14 W19 Many processes write one file and are killed at random: each read is whole, one sweep removes"
                    + " all that the dead have left, and nothing of the living")
    void survivesThatProcessesAreKilled() throws Exception {
        Path target = Files.write(directory.resolve("target"), SelfDescribing.content("first", 0, 100));
        Random random = new Random(20261121);
        List<Process> writers = new ArrayList<>();
        try {
            for (int process = 0; process < PROCESSES; process++) {
                writers.add(ChildJvm.of(WriteForever.class).start(target, "process" + process));
            }
            for (Process writer : writers) {
                awaitLine(writer);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                readAndCheck(target);
                int victim = random.nextInt(writers.size());
                writers.get(victim).destroyForcibly().waitFor();
                readAndCheck(target);
                if (kill < KILLS - PROCESSES) {
                    writers.set(victim, ChildJvm.of(WriteForever.class).start(target, "successor" + kill));
                    awaitLine(writers.get(victim));
                }
            }
        } finally {
            for (Process writer : writers) {
                writer.destroyForcibly().waitFor();
            }
        }
        int left = Directories.temporaries(directory).size();
        Process living = ChildJvm.of(HoldPendingFile.class).start(target);
        try (PendingFile own = AtomicFileWriter.create().open(target)) {
            awaitLine(living);
            own.output().write(SelfDescribing.content("own", 1, 10));

            assertThat(StaleTemporaries.sweep(directory)).hasSize(left);
            assertThat(Directories.temporaries(directory))
                    .as("of this process and of the living one")
                    .hasSize(2);
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();

            own.commit();
            living.getOutputStream().close(); // tells it to commit
            assertThat(living.waitFor()).isZero();
        } finally {
            living.destroyForcibly();
        }
        readAndCheck(target);
        assertHoldsOnly(directory, "target");
    }

    private static void readAndCheck(Path target) throws IOException {
        for (int read = 0; read < READS_BETWEEN_KILLS; read++) {
            assertThat(SelfDescribing.flaw(Files.readAllBytes(target))).isNull();
        }
    }

    private static void awaitLine(Process process) throws IOException {
        int b = process.getInputStream().read();
        while (b != '\n') {
            assertThat(b).as("output of a process that should be at work").isNotNegative();
            b = process.getInputStream().read();
        }
    }

    /** Writes with several threads until it is killed; says so once it has begun. */
    static final class WriteForever {
        public static void main(String[] arguments) throws Exception {
            Path target = Path.of(arguments[0]);
            AtomicFileWriter writer = AtomicFileWriter.create();
            writer.writeBytes(target, SelfDescribing.content(arguments[1], 0, 1));
            System.out.println("at work");
            for (int thread = 0; thread < THREADS; thread++) {
                String name = arguments[1] + "-" + thread;
                new Thread(() -> {
                            Random random = new Random();
                            for (long number = 1; ; number++) {
                                try {
                                    byte[] content = SelfDescribing.content(name, number, random.nextInt(50_000));
                                    writer.writeBytes(target, content);
                                } catch (Throwable failure) {
                                    failure.printStackTrace();
                                    Runtime.getRuntime().halt(1);
                                }
                            }
                        })
                        .start();
            }
        }
    }

    /** Holds a pending file until its standard input ends, then commits it. */
    static final class HoldPendingFile {
        public static void main(String[] arguments) throws IOException {
            try (PendingFile file = AtomicFileWriter.create().open(Path.of(arguments[0]))) {
                file.output().write(SelfDescribing.content("held", 1, 10));
                System.out.println("open");
                System.in.readAllBytes();
                file.commit();
            }
        }
    }
}
