package com.example.writers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import io.github.atomicwrite.test.CrashReport;
import io.github.atomicwrite.test.CrashTest;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final StateFormat<String> TEXT = new StateFormat<>() {
        @Override
        public void write(String state, OutputStream out) throws IOException {
            out.write(state.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String read(InputStream in) throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    };

    @Test
    @DisplayName("T2 the writes of virtual threads are seen, and nothing hangs")
    void seesVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
        CrashReport report = CrashTest.of(ThreadsTest::writeInVirtualThreads)
                .expectOnceReturned(directory -> {
                    for (int number = 0; number < 20; number++) {
                        assertThat(directory.resolve("ours" + number)).hasContent("text");
                    }
                })
                .survivesPowerLoss();
        assertThat(report.steps()).isEqualTo(20 * 5 + 20 * 2);
    }

    private static void writeInVirtualThreads(Path directory) throws Exception {
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        List<Future<?>> writes = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            Path ours = directory.resolve("ours" + number);
            Path naive = directory.resolve("naive" + number);
            writes.add(threads.submit(() -> {
                AtomicFileWriter.create().writeString(ours, "text");
                return null;
            }));
            writes.add(threads.submit(() -> {
                try (FileOutputStream out = new FileOutputStream(naive.toFile())) {
                    out.write(1);
                }
                return null;
            }));
        }
        for (Future<?> write : writes) {
            write.get();
        }
        threads.shutdown();
    }

    @Test
    @DisplayName("T1 updates of a state file by several threads survive a power loss")
    void acceptsAStateFile() throws Exception {
        CrashTest.of(directory -> {
                    StateFile<String> file = open(directory);
                    ExecutorService threads = Executors.newFixedThreadPool(4);
                    List<Future<String>> updates = new ArrayList<>();
                    for (int number = 0; number < 8; number++) {
                        updates.add(threads.submit(() -> file.update(() -> "", state -> state + "x")));
                    }
                    for (Future<String> update : updates) {
                        update.get();
                    }
                    threads.shutdown();
                })
                .startingFrom(directory -> open(directory).write("x"))
                .expectAlways(directory -> assertThat(read(directory)).matches("x{1,9}"))
                .expectOnceReturned(directory -> assertThat(read(directory)).isEqualTo("x".repeat(9)))
                .survivesPowerLoss();
    }

    private static StateFile<String> open(Path directory) {
        return StateFile.of(directory.resolve("state"), TEXT, AtomicFileWriter.create());
    }

    private static String read(Path directory) throws IOException {
        return open(directory).read().orElseThrow();
    }
}
