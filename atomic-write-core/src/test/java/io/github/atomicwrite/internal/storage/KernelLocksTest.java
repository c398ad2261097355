package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.LogRecorder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@DisplayName("S11 The kernel's list says whether this process has a lock")
class KernelLocksTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void createAFile() throws IOException {
        file = Files.createFile(directory.resolve("file"));
    }

    /** Whether the list shows a lock of this process, of whatever file. */
    private static boolean showsOwnLocks() throws IOException {
        Path list = Path.of("/proc/locks");
        return Files.isReadable(list)
                && Files.readString(list).contains(" " + ProcessHandle.current().pid() + " ");
    }

    @Test
    void listsALockWhileItIsHeld() throws IOException {
        Path other = Files.createFile(directory.resolve("other"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(KernelLocks.list(file)).isFalse();
            try (FileLock lock = channel.lock()) {
                assumeTrue(showsOwnLocks(), "the kernel lists no locks");
                assertThat(lock.isShared()).isFalse();
                assertThat(KernelLocks.list(file)).isTrue();
                assertThat(KernelLocks.list(other)).isFalse();
            }
            assertThat(KernelLocks.list(file)).isFalse();
        }
    }

    @Test
    void listsNoSharedLock() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
            assertThat(lock.isShared()).isTrue();
            assertThat(KernelLocks.list(file)).isFalse();
        }
    }

    @Test
    void notesThatItCanNotSay() {
        try (LogRecorder log = new LogRecorder(Storage.class)) {
            assertThat(KernelLocks.list(directory.resolve("absent"))).isFalse();
            assertThat(log.records()).hasSize(1);
        }
    }
}
