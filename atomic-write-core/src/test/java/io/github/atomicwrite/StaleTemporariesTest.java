package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleTemporariesTest {
    private static final String OF_A_DEAD_PROCESS = ".atomic-write-000000000000-0123456789abcdef-00000000.tmp";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W19 A temporary whose writer is dead is removed and returned; what is no temporary stays")
    void removesWhatTheDeadHaveLeft() throws IOException {
        Path dead = Files.writeString(directory.resolve(OF_A_DEAD_PROCESS), "half");
        Path closed = Files.writeString(directory.resolve(OF_A_DEAD_PROCESS.replace('f', 'e')), "half");
        Files.setAttribute(closed, "unix:mode", 0400);
        for (String other : List.of("target", ".atomic-write", ".atomic-write-1.tmp", OF_A_DEAD_PROCESS + "x")) {
            Files.writeString(directory.resolve(other), "kept");
        }
        assertThat(StaleTemporaries.sweep(directory)).containsExactlyInAnyOrder(dead, closed);
        assertHoldsOnly(directory, "target", ".atomic-write", ".atomic-write-1.tmp", OF_A_DEAD_PROCESS + "x");
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
    }

    @Test
    @DisplayName("W19 What only looks like a temporary, a directory, a link or a FIFO, is neither opened nor removed")
    void leavesWhatIsNoRegularFile() throws Exception {
        Path kept = Files.writeString(directory.resolve("kept"), "kept");
        Files.createDirectory(directory.resolve(OF_A_DEAD_PROCESS.replace('a', '1')));
        Files.createSymbolicLink(directory.resolve(OF_A_DEAD_PROCESS.replace('a', '2')), kept);
        Path fifo = directory.resolve(OF_A_DEAD_PROCESS.replace('a', '3'));
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        assertThat(Directories.names(directory)).hasSize(4);
        assertThat(kept).hasContent("kept");
    }

    @Test
    @DisplayName("W19 A writer of this process keeps its temporary, and its lock, while others sweep")
    void leavesWhatThisProcessUses() throws Exception {
        Path target = directory.resolve("target");
        try (PendingFile file = AtomicFileWriter.create().open(target)) {
            file.output().write('x');
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
            assertThat(ChildJvm.of(ExtendedAttributesTest.Sweep.class).run(directory))
                    .isEqualTo("swept 0");
            file.commit();
        }
        assertThat(target).hasContent("x");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName(
            "W19 Two copies of the library in one process, as in two web applications, leave each other's locks alone")
    void leavesWhatAnotherCopyInThisProcessUses() throws Exception {
        URL classes =
                AtomicFileWriter.class.getProtectionDomain().getCodeSource().getLocation();
        Path target = directory.resolve("target");
        try (URLClassLoader other = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
                PendingFile file = AtomicFileWriter.create().open(target)) {
            file.output().write('x');
            Method sweep = other.loadClass(StaleTemporaries.class.getName()).getMethod("sweep", Path.class);
            assertThat(sweep.invoke(null, directory)).isEqualTo(List.of());
            assertThat(ChildJvm.of(ExtendedAttributesTest.Sweep.class).run(directory))
                    .isEqualTo("swept 0");
            file.commit();
        }
        assertThat(target).hasContent("x");
    }

    @Test
    @DisplayName("W19 A temporary that may not be opened is left, for its writer may live")
    void leavesWhatItMayNotOpen() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        ChildJvm.directoryForAll(directory);
        Path work = Files.createDirectory(directory.resolve("work"));
        Files.setAttribute(work, "unix:mode", 0777);
        Path temporary = Files.writeString(work.resolve(OF_A_DEAD_PROCESS), "half");
        Files.setAttribute(temporary, "unix:mode", 0600);
        assertThat(ChildJvm.of(ExtendedAttributesTest.Sweep.class)
                        .asNobody(directory)
                        .run(work))
                .isEqualTo("swept 0");
        assertThat(temporary).hasContent("half");
    }

    @Test
    @DisplayName("W19 A dead writer's temporary that can't be removed is an error, after all others were removed")
    void reportsWhatItCanNotRemove() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        ChildJvm.directoryForAll(directory);
        Path temporary = Files.writeString(directory.resolve(OF_A_DEAD_PROCESS), "half");
        Files.setAttribute(temporary, "unix:mode", 0644);
        String printed = ChildJvm.of(TryToSweep.class).asNobody(directory).run(directory);
        assertThat(printed).startsWith("java.nio.file.AccessDeniedException").contains(OF_A_DEAD_PROCESS);
        assertThat(temporary).exists();
    }

    /** Sweeps a directory, and prints the error. */
    static final class TryToSweep {
        public static void main(String[] arguments) {
            try {
                System.out.println(StaleTemporaries.sweep(Path.of(arguments[0])));
            } catch (IOException expected) {
                System.out.println(expected);
            }
        }
    }

    @Test
    @DisplayName("W19 A directory that is missing, or is none, is the error that it should be")
    void refusesWhatIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        assertThatThrownBy(() -> StaleTemporaries.sweep(directory.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> StaleTemporaries.sweep(file)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    @DisplayName("W19 Sweeps of one directory at once, in one process, don't disturb each other")
    void sweepsManyAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                for (int file = 10; file < 60; file++) {
                    Files.createFile(directory.resolve(OF_A_DEAD_PROCESS.replace("cdef", "cd" + file)));
                }
                List<Callable<List<Path>>> sweeps = Collections.nCopies(4, () -> StaleTemporaries.sweep(directory));
                int removed = 0;
                for (Future<List<Path>> sweep : threads.invokeAll(sweeps)) {
                    removed += sweep.get().size();
                }
                assertThat(removed).isLessThanOrEqualTo(50);
                StaleTemporaries.sweep(directory); // one that another had locked in that moment may be left
                assertHoldsOnly(directory);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
