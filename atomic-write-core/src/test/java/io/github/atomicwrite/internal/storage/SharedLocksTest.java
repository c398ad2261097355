package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Programs;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SharedLocksTest {
    private static final int LOOKS = 5;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void createTheFile() throws IOException {
        file = directory.toRealPath().resolve("file");
        SharedLocks.create(file);
    }

    @Test
    @DisplayName("P5 A lock is shared by many, and excludes one that is alone, until the last of them is closed")
    void isSharedUntilTheLastIsClosed() throws IOException {
        Closeable first = SharedLocks.tryShared(file);
        Closeable second = SharedLocks.tryShared(file);
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(SharedLocks.tryAlone(file)).isNull();
        first.close();
        first.close();
        assertThat(SharedLocks.tryAlone(file)).isNull();
        assertThat(locks()).isOne();
        second.close();
        assertThat(locks()).isZero();
        Closeable alone = SharedLocks.tryAlone(file);
        assertThat(alone).isNotNull();
        alone.close();
    }

    @Test
    @DisplayName("P6 A lock of one alone excludes all others, until it is closed")
    void isAloneUntilItIsClosed() throws IOException {
        Closeable alone = SharedLocks.tryAlone(file);
        assertThat(alone).isNotNull();
        assertThat(SharedLocks.tryAlone(file)).isNull();
        assertThat(SharedLocks.tryShared(file)).isNull();
        assertThat(locks()).isOne();
        alone.close();
        Closeable shared = SharedLocks.tryShared(file);
        assertThat(shared).isNotNull();
        alone.close();
        assertThat(SharedLocks.tryAlone(file)).isNull();
        shared.close();
        assertThat(locks()).isZero();
    }

    @Test
    @DisplayName("P5 W16 A file is open once while it is locked, and not at all afterwards")
    void leavesNoDescriptor() throws IOException {
        Closeable first = SharedLocks.tryShared(file);
        Closeable second = SharedLocks.tryShared(file);
        assertThat(SharedLocks.tryAlone(file)).isNull();
        assertThat(descriptors()).isOne();
        first.close();
        second.close();
        assertThat(descriptors()).isZero();
        SharedLocks.tryAlone(file).close();
        assertThat(descriptors()).isZero();
    }

    @Test
    @DisplayName("P5 Two copies of this library in one process share a lock, and neither drops the other's")
    void isSharedWithAnotherCopyOfThisLibrary() throws Exception {
        try (URLClassLoader loader = otherCopy()) {
            Closeable own = SharedLocks.tryShared(file);
            Closeable other = take(loader, "tryShared");
            assertThat(own).isNotNull();
            assertThat(other).isNotNull();
            assertThat(SharedLocks.tryAlone(file)).isNull();
            assertThat(take(loader, "tryAlone")).isNull();

            own.close();
            assertThat(locks()).as("the lock of the other copy").isOne();
            assertThat(SharedLocks.tryAlone(file)).isNull();
            assertThat(locks()).as("the lock of the other copy").isOne();
            other.close();
            assertThat(locks()).isZero();
        }
    }

    @Test
    @DisplayName(
            "P5 W16 What stays open for the sake of another copy is closed at the next chance after it has finished")
    void closesWhatTheOtherCopyHasFinishedWith() throws Exception {
        Path another = directory.resolve("another");
        SharedLocks.create(another);
        try (URLClassLoader loader = otherCopy()) {
            Closeable own = SharedLocks.tryShared(file);
            Closeable other = take(loader, "tryShared");
            own.close();
            other.close();
            SharedLocks.tryShared(another).close();
            assertThat(descriptors()).isZero();
        }
    }

    @Test
    @DisplayName("P6 A lock of one alone excludes another copy of this library, too, which leaves no descriptor")
    void excludesAnotherCopyOfThisLibrary() throws Exception {
        try (URLClassLoader loader = otherCopy()) {
            Closeable other = take(loader, "tryAlone");
            assertThat(other).isNotNull();
            assertThat(SharedLocks.tryShared(file)).isNull();
            assertThat(SharedLocks.tryAlone(file)).isNull();
            assertThat(locks()).as("the lock of the other copy").isOne();
            other.close();
            SharedLocks.tryAlone(file).close();
            assertThat(descriptors()).isZero();
        }
    }

    @Test
    @DisplayName("P5 P6 W16 Another process that has the lock alone excludes this one, which leaves no descriptor")
    void isExcludedByAnotherProcess() throws Exception {
        Process other = ChildJvm.of(LockAlone.class).start(file);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            assertThat(SharedLocks.tryShared(file)).isNull();
            assertThat(descriptors()).isZero();
            assertThat(SharedLocks.tryAlone(file)).isNull();
            assertThat(descriptors()).isZero();
        } finally {
            other.destroyForcibly().waitFor();
        }
        SharedLocks.tryAlone(file).close();
    }

    /** Takes the lock, and keeps it until its input ends. */
    static final class LockAlone {
        public static void main(String[] arguments) throws IOException {
            try (Closeable alone = SharedLocks.tryAlone(Path.of(arguments[0]))) {
                System.out.println(alone != null ? "locked" : "excluded");
                System.in.read();
            }
        }
    }

    @Test
    @DisplayName("P5 W16 A file that can't be locked leaves no descriptor, and keeps no other file from being locked")
    void locksOneFileThoughAnotherCanNotBe() throws Exception {
        Programs.assumeTracing();
        Path another = directory.toRealPath().resolve("another");
        SharedLocks.create(another);
        String printed = ChildJvm.of(LockBoth.class)
                .after(
                        "strace",
                        "-f",
                        "-qq",
                        "-o",
                        "/dev/null",
                        "-P",
                        file.toString(),
                        "-e",
                        "inject=fcntl:error=ENOLCK")
                .run(file, another);
        assertThat(printed).isEqualTo("No locks available; open: 0; No locks available; open: 0; another: locked");
    }

    /** Tries to lock a file twice, then another one. */
    static final class LockBoth {
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            for (int times = 0; times < 2; times++) {
                try {
                    SharedLocks.tryShared(file);
                    System.out.print("locked; ");
                } catch (IOException refused) {
                    System.out.print(refused.getMessage() + "; ");
                }
                System.out.print("open: " + OpenFiles.of(file) + "; ");
            }
            Closeable lock = SharedLocks.tryShared(Path.of(arguments[1]));
            System.out.print("another: " + (lock != null ? "locked" : "excluded"));
        }
    }

    @Test
    @DisplayName("P5 W23 What is no regular file is refused, and not opened")
    void refusesWhatIsNoFile() throws IOException {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> SharedLocks.tryShared(absent)).isInstanceOf(NoSuchFileException.class);
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThatThrownBy(() -> SharedLocks.tryShared(link)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> SharedLocks.tryAlone(directory)).isInstanceOf(FileSystemException.class);
        assertThat(descriptors()).isZero();
    }

    private static URLClassLoader otherCopy() {
        URL classes = SharedLocks.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    private Closeable take(ClassLoader copy, String how) throws Exception {
        Class<?> locks = copy.loadClass(SharedLocks.class.getName());
        assertThat(locks).isNotSameAs(SharedLocks.class);
        Method method = locks.getDeclaredMethod(how, Path.class);
        method.setAccessible(true);
        return (Closeable) method.invoke(null, file);
    }

    /** Returns how many locks the kernel lists that this process has on the file. One look may miss a lock. */
    private long locks() throws IOException {
        Path list = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(list), "the kernel lists no locks");
        String own = " %d ".formatted(ProcessHandle.current().pid());
        String inode = ":%s ".formatted(Files.getAttribute(file, "unix:ino"));
        long most = 0;
        for (int look = 0; look < LOOKS; look++) {
            most = Math.max(
                    most,
                    Files.readAllLines(list).stream()
                            .filter(line -> line.contains(own) && line.contains(inode))
                            .count());
        }
        return most;
    }

    private long descriptors() throws IOException {
        return OpenFiles.of(file);
    }
}
