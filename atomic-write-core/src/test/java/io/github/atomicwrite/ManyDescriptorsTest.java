package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server has thousands of sockets open, and writes in many threads. */
class ManyDescriptorsTest {
    private static final int DESCRIPTORS = 3_000;
    private static final int WRITES = 30;
    private static final Duration SCHEDULING = Duration.ofMillis(1);

    private final AtomicFileWriter writer = AtomicFileWriter.create().withDurability(Durability.NONE);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W23 A write takes about as long with thousands of open descriptors as with few, in any thread")
    void isAsFastWithManyDescriptors() throws Exception {
        shortestWrite(); // loads the classes
        Duration withFew = shortestWrite();
        List<Closeable> open = new ArrayList<>();
        try {
            Path file = Files.createFile(directory.resolve("open"));
            for (int i = 0; i < DESCRIPTORS; i++) {
                open.add(Files.newInputStream(file));
            }
            assertThat(shortestWrite()).isLessThan(withFew.multipliedBy(5).plus(SCHEDULING));
        } finally {
            for (Closeable one : open) {
                one.close();
            }
        }
    }

    /** The shortest of some writes, each by a new thread. */
    private Duration shortestWrite() throws InterruptedException {
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            Thread thread = new Thread(() -> durations.add(write()));
            thread.start();
            thread.join();
        }
        assertThat(durations).hasSize(WRITES);
        return durations.stream().min(Duration::compareTo).orElseThrow();
    }

    private Duration write() {
        long start = System.nanoTime();
        try {
            writer.writeString(directory.resolve("target"), "content");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
