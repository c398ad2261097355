package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.ChildJvm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PosixLockTest {
    @TempDir
    private Path directory;

    private Path temporary;

    @BeforeEach
    void createATemporary() throws IOException {
        temporary = Files.createFile(directory.toRealPath().resolve("temporary"));
    }

    @Test
    @DisplayName("W19 The lock of a dead writer can be taken, and its file is closed with it")
    void takesTheLockOfADeadWriter() throws IOException {
        try (Closeable lock = PosixLock.ofDeadWriter(temporary)) {
            assertThat(lock).isNotNull();
            assertThat(OpenFiles.of(temporary)).isOne();
        }
        assertThat(OpenFiles.of(temporary)).isZero();
        Files.delete(temporary);
        assertThat(PosixLock.ofDeadWriter(temporary)).isNull();
    }

    @Test
    @DisplayName("W19 The lock of a live writer, in another process, can't be taken, and no descriptor is left")
    void leavesTheLockOfALiveWriter() throws Exception {
        Process writer = ChildJvm.of(Writer.class).start(temporary);
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("true");
            assertThat(PosixLock.ofDeadWriter(temporary)).isNull();
            assertThat(OpenFiles.of(temporary)).isZero();
            try (AsynchronousFileChannel channel = open(temporary)) {
                assertThat(PosixLock.take(channel)).isFalse();
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        try (AsynchronousFileChannel channel = open(temporary)) {
            assertThat(PosixLock.take(channel)).isTrue();
            assertThat(PosixLock.take(channel)).as("a second lock").isFalse();
        }
    }

    private static AsynchronousFileChannel open(Path file) throws IOException {
        return AsynchronousFileChannel.open(
                file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE), CallerRuns.INSTANCE);
    }

    /** Takes the lock as a writer does, and keeps it until its input ends. */
    static final class Writer {
        public static void main(String[] arguments) throws IOException {
            try (AsynchronousFileChannel channel = open(Path.of(arguments[0]))) {
                System.out.println(PosixLock.take(channel));
                System.in.read();
            }
        }
    }
}
