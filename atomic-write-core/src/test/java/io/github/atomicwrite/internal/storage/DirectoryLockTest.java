package io.github.atomicwrite.internal.storage;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.ChildJvm;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S11 One process owns a directory")
class DirectoryLockTest {
    @TempDir
    private Path directory;

    /** Takes the lock, prints what came of it, and keeps it until its input ends. */
    static final class OtherProcess {
        public static void main(String[] arguments) throws IOException {
            try (DirectoryLock lock = DirectoryLock.acquire(Path.of(arguments[0]))) {
                System.out.println(lock.isHeld() ? "locked" : "lost");
                System.in.read();
            } catch (DirectoryInUseException inUse) {
                System.out.println(inUse.getMessage());
            }
        }
    }

    private String askOtherProcess() throws Exception {
        return ChildJvm.of(OtherProcess.class).run(directory);
    }

    private Process startOtherProcess() throws Exception {
        Process other = ChildJvm.of(OtherProcess.class).start(directory);
        assertThat(other.inputReader().readLine()).isEqualTo("locked");
        return other;
    }

    @Test
    void excludesAnotherProcessUntilItIsClosed() throws Exception {
        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(askOtherProcess())
                    .isEqualTo(directory.toRealPath() + ": is in use by process "
                            + ProcessHandle.current().pid());
        }
        assertThat(askOtherProcess()).isEqualTo("locked");
        assertHoldsOnly(directory, ".atomic-write.lock");
    }

    @Test
    void namesTheProcessThatHasIt() throws Exception {
        Process other = startOtherProcess();
        try {
            assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                    .isInstanceOfSatisfying(
                            DirectoryInUseException.class,
                            inUse -> assertThat(inUse.holder()).isEqualTo(OptionalLong.of(other.pid())));
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        DirectoryLock.acquire(directory).close();
    }

    @Test
    @DisplayName("S11 W23 A file of another kind under the name of the lock file is refused, and keeps its content")
    void keepsTheContentOfAFileThatIsNoLockFile() throws IOException {
        Path foreign = Files.writeString(directory.resolve("foreign"), "not a process ID");
        Path planted = Files.createLink(directory.resolve(".atomic-write.lock"), foreign);
        assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(planted.toRealPath().toString())
                .hasMessageContaining("move it away");
        assertThat(foreign).hasContent("not a process ID");
        Files.delete(planted);
        DirectoryLock.acquire(directory).close();
        assertThat(foreign).hasContent("not a process ID");
    }

    @Test
    void takesTheLockFileOfAKilledProcess() throws Exception {
        startOtherProcess().destroyForcibly().waitFor();
        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    @DisplayName("Users within a process share it, with direct system calls or without")
    void isSharedWhateverTheStorage() throws IOException {
        try (DirectoryLock first = DirectoryLock.acquire(directory)) {
            System.setProperty("io.github.atomicwrite.native", "false");
            try (DirectoryLock second = DirectoryLock.acquire(directory)) {
                assertThat(first.isHeld()).isTrue();
                assertThat(second.isHeld()).isTrue();
            } finally {
                System.clearProperty("io.github.atomicwrite.native");
            }
            assertThat(first.isHeld()).isTrue();
        }
    }

    @Test
    void isSharedWithinAProcessWhateverThePath() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolveSibling(directory.getFileName() + "-link"), directory);
        try {
            DirectoryLock first = DirectoryLock.acquire(directory);
            DirectoryLock second = DirectoryLock.acquire(link);
            first.close();
            first.close();
            assertThat(second.isHeld()).isTrue();
            assertThat(first.isHeld()).isFalse();
            assertThat(askOtherProcess()).contains("is in use by process");
            second.close();
            assertThat(askOtherProcess()).isEqualTo("locked");
        } finally {
            Files.delete(link);
        }
    }

    @Test
    void isSharedWithACopyOfThisLibraryInAnotherClassLoader() throws Exception {
        for (boolean copyClosesFirst : new boolean[] {true, false}) {
            Closeable own = DirectoryLock.acquire(directory);
            Closeable copy = acquireInAnotherClassLoader();
            Closeable last = copyClosesFirst ? own : copy;
            (copyClosesFirst ? copy : own).close();
            assertThat(askOtherProcess()).contains("is in use by process");
            last.close();
            assertThat(askOtherProcess()).isEqualTo("locked");
        }
    }

    private Closeable acquireInAnotherClassLoader() throws Exception {
        URL classes = DirectoryLock.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        Class<?> copy = loader.loadClass(DirectoryLock.class.getName());
        assertThat(copy).isNotSameAs(DirectoryLock.class);
        try {
            return (Closeable) copy.getMethod("acquire", Path.class).invoke(null, directory);
        } catch (InvocationTargetException failed) {
            throw (Exception) failed.getCause();
        }
    }

    @Test
    void isLostWithItsFile() throws Exception {
        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            Files.delete(directory.resolve(".atomic-write.lock"));
            assertThat(lock.isHeld()).isFalse();
            Files.createFile(directory.resolve(".atomic-write.lock"));
            assertThat(lock.isHeld()).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isLostIfCodeOfThisProcessClosesItsFile() throws Exception {
        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            assumeTrue(KernelLocks.list(directory.resolve(".atomic-write.lock")), "the kernel lists no locks");
            Files.readString(directory.resolve(".atomic-write.lock"));
            assertThat(lock.isHeld()).isFalse();
            assertThat(askOtherProcess()).isEqualTo("locked");
        }
    }

    @Test
    void survivesAnInterrupt() throws Exception {
        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            lockThreads().forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            assertThat(lock.isHeld()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(askOtherProcess()).contains("is in use by process");
        }
        assertThat(askOtherProcess()).isEqualTo("locked");
    }

    @Test
    void isSharedByThreadsOfAllGroups() throws Exception {
        try (DirectoryLock lock = DirectoryLock.acquire(directory)) {
            CompletableFuture<Boolean> held = new CompletableFuture<>();
            Thread other = new Thread(new ThreadGroup("another group"), () -> {
                try (DirectoryLock second = DirectoryLock.acquire(directory)) {
                    held.complete(second.isHeld());
                } catch (Throwable failure) {
                    held.completeExceptionally(failure);
                }
            });
            other.start();
            assertThat(held.get(10, TimeUnit.SECONDS)).isTrue();
            other.join();
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    void isSharedHoweverManyDirectoriesAreLocked() throws IOException {
        List<DirectoryLock> locks = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                locks.add(DirectoryLock.acquire(Files.createDirectory(directory.resolve("directory" + i))));
            }
            for (int i = 0; i < 40; i++) {
                try (DirectoryLock second = DirectoryLock.acquire(directory.resolve("directory" + i))) {
                    assertThat(second.isHeld()).isTrue();
                }
                assertThat(locks.get(i).isHeld()).isTrue();
            }
        } finally {
            for (DirectoryLock lock : locks) {
                lock.close();
            }
        }
    }

    @Test
    @DisplayName("S11 The holder is named although it writes its process ID a moment after it has the lock, if it does")
    void waitsForTheProcessIdOfTheHolder() throws Exception {
        Process other = startOtherProcess();
        try {
            Path file = directory.resolve(".atomic-write.lock");
            Files.writeString(file, "");
            assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining("another process");
            String message = "";
            for (int attempt = 0; attempt < 10 && !message.contains("process " + other.pid()); attempt++) {
                Files.writeString(file, "");
                CompletableFuture<Void> late = CompletableFuture.runAsync(
                        () -> assertThatCode(() -> Files.writeString(file, Long.toString(other.pid())))
                                .doesNotThrowAnyException(),
                        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
                message = catchThrowable(() -> DirectoryLock.acquire(directory)).getMessage();
                late.join();
            }
            assertThat(message).contains("process " + other.pid());
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
    }

    @Test
    void keepsNoProcessAlive() throws Exception {
        CompletableFuture<DirectoryLock> taken = new CompletableFuture<>();
        Thread user = new Thread(() -> {
            try {
                taken.complete(DirectoryLock.acquire(directory));
            } catch (Throwable failure) {
                taken.completeExceptionally(failure);
            }
        });
        user.setDaemon(false);
        user.start();
        try (DirectoryLock lock = taken.get(10, TimeUnit.SECONDS)) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(lockThreads()).isNotEmpty().allMatch(Thread::isDaemon);
        }
    }

    @Test
    void endsItsThread() throws Exception {
        for (int i = 0; i < 50; i++) {
            DirectoryLock.acquire(directory).close();
            assertThat(lockThreads()).isEmpty();
        }
    }

    private static List<Thread> lockThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomic-write lock "))
                .toList();
    }

    @Test
    @DisplayName(
            "S11 W23 A lock file holds at most 20 digits, or zero bytes after power loss; a longer file is refused")
    void takesALockFileOfAnyProcessId() throws IOException {
        Path file = directory.resolve(".atomic-write.lock");
        for (String content : new String[] {"", "1", "9".repeat(20), "\0".repeat(20)}) {
            Files.writeString(file, content);
            DirectoryLock.acquire(directory).close();
            assertThat(file).hasContent(Long.toString(ProcessHandle.current().pid()));
        }
        Files.writeString(file, "9".repeat(21));
        assertThatThrownBy(() -> DirectoryLock.acquire(directory)).hasMessageContaining("is no lock file");
        assertThat(file).hasContent("9".repeat(21));
        assertThat(lockThreads()).isEmpty();
    }

    @Test
    void followsNoLink() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), "text");
        Path link = Files.createSymbolicLink(directory.resolve(".atomic-write.lock"), other);
        assertThatThrownBy(() -> DirectoryLock.acquire(directory)).isInstanceOf(IOException.class);
        assertThat(other).hasContent("text");
        assertThat(link).isSymbolicLink();
    }
}
