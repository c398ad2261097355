package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that the program itself holds on the target: POSIX drops it when any descriptor of the file is closed. */
class OwnLockTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("W23 A write that is discarded does not drop the lock that its own process holds on the target")
    void keepsTheLockOfItsOwnProcess() throws Exception {
        assumeTrue(
                !ChildJvm.nativeAccess().isEmpty(), "in pure Java, only a descriptor shows the attributes of a file");
        Path target = Files.writeString(directory.resolve("target"), "old");
        Process holder = ChildJvm.of(HoldLock.class).start(target);
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("locked and discarded");
            try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                assertThat(lock)
                        .as("a lock beside the one that the other process holds")
                        .isNull();
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    /** Locks a file, opens it for a write that it discards, and keeps the lock. */
    static final class HoldLock {
        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[0]);
            try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                AtomicFileWriter.create().open(target).close();
                System.out.println(lock.isValid() ? "locked and discarded" : "not valid");
                System.in.readAllBytes();
            }
        }
    }
}
