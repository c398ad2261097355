package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptTest {
    private static final int FILES = 200;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("W15 A write finishes although its thread was interrupted before, and the status is kept")
    void finishesWhenInterruptedBefore(EntryPoint entryPoint) throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        Thread.currentThread().interrupt();
        entryPoint.write(AtomicFileWriter.create(), target, "new");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).hasContent("new");
        assertHoldsOnly(directory, "target");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W15 A write finishes although its thread is interrupted at any step of it, and the status is kept")
    void finishesWhenInterruptedAtAnyStep(EntryPoint entryPoint) throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        int steps = 0;
        for (int step = 1; step == 1 || step <= steps; step++) {
            SimulatedDisk disk = new SimulatedDisk().before(step, Thread.currentThread()::interrupt);
            String content = "new at " + step;
            entryPoint.write(disk.writer(), target, content);
            assertThat(Thread.interrupted())
                    .as("status after an interrupt at step %d", step)
                    .isTrue();
            assertThat(target).hasContent(content);
            assertHoldsOnly(directory, "target");
            steps = disk.steps();
        }
        assertThat(steps).isGreaterThan(8);
    }

    @Test
    @DisplayName("W15 A storm of interrupts, delivered whenever it pleases them, stops no write")
    void finishesInAStormOfInterrupts() throws Exception {
        assertThat(writeInAStorm(directory)).isNull();
        assertAllWritten(directory);
    }

    @Test
    @DisplayName("W15 W18 With another provider too, a write finishes although its thread was interrupted before")
    void finishesWhenInterruptedBeforeWithAnotherProvider() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path target = memory.getPath("target");
            Thread.currentThread().interrupt();
            AtomicFileWriter.create().writeString(target, "new");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Files.readString(target)).isEqualTo("new");
        }
    }

    @Test
    @DisplayName("W15 W18 Nor does it with another provider, whose channels an interrupt closes")
    void finishesInAStormOfInterruptsWithAnotherProvider() throws Exception {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path work = Files.createDirectory(memory.getPath("/dir"));
            assertThat(writeInAStorm(work)).isNull();
            assertAllWritten(work);
        }
    }

    /** Writes files while another thread interrupts without pause; returns what went wrong. */
    private static Throwable writeInAStorm(Path directory) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writing = new Thread(() -> {
            try {
                for (int i = 0; i < FILES; i++) {
                    AtomicFileWriter.create().writeBytes(directory.resolve("file" + i), content(i));
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        });
        writing.start();
        while (writing.isAlive()) {
            writing.interrupt();
            Thread.onSpinWait();
        }
        writing.join();
        return failure.get();
    }

    private static byte[] content(int number) {
        return ("content " + number).repeat(number * 20 + 1).getBytes(UTF_8);
    }

    private static void assertAllWritten(Path directory) throws IOException {
        assertThat(Directories.names(directory)).hasSize(FILES);
        for (int i = 0; i < FILES; i++) {
            assertThat(Files.readAllBytes(directory.resolve("file" + i))).isEqualTo(content(i));
        }
    }
}
