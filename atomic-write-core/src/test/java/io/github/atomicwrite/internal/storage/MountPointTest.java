package io.github.atomicwrite.internal.storage;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Directories;
import io.github.atomicwrite.LogRecorder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountPointTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "W15 W17 A file that is a mount point is refused with the cure, whatever its name and whoever interrupts; it stays")
    void explainsThatAFileIsAMountPoint() throws Exception {
        assumeTrue(mayMount(), "mounting needs root and unshare(1)");
        for (String name : new String[] {"config.json", "with space\\and\tmore ä"}) {
            boolean interrupted = name.equals("config.json");
            Path outside = Files.writeString(directory.resolve("outside"), "old");
            Path target = Files.writeString(directory.resolve(name), "");
            String printed = ChildJvm.of(WriteToMountPoint.class)
                    .after("unshare", "--mount", "--propagation", "private", "sh", "-c")
                    .after(
                            "mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"",
                            "sh",
                            outside.toString(),
                            target.toString())
                    .run(target, directory, interrupted);
            assertThat(printed)
                    .contains("is a mount point")
                    .contains("mount its directory instead")
                    .contains(name)
                    .contains("caused by a FileSystemException")
                    .doesNotContain("leftover");
            assertThat(outside).hasContent("old");
            Files.delete(target);
            assertHoldsOnly(directory, "outside");
        }
    }

    @Test
    @DisplayName("W17 Mount points are told from other paths, whatever is escaped in their table")
    void tellsMountPointsFromOtherPaths() {
        assertThat(MountPoints.contain(Path.of("/proc"))).isTrue();
        assertThat(MountPoints.contain(directory)).isFalse();
        assertThat(MountPoints.contain(directory.resolve("absent"))).isFalse();
        Stream<String> table =
                Stream.of("29 1 254:0 / / rw - ext4 /dev/vda rw", "30 29 0:5 /a /x\\040y\\134z\\303\\244 rw");
        assertThat(MountPoints.in(table)).contains("/", "/x y\\z\u00e4");
    }

    @Test
    @DisplayName("W17 The refusal names the file, the cure and the system's own error")
    void namesTheCure() {
        Path target = directory.resolve("target");
        FileSystemException busy = new FileSystemException(target.toString(), null, "Device or resource busy");
        assertThat(MountPoints.refusal(target, busy))
                .hasMessageContaining(target.toString())
                .hasMessageContaining("mount its directory instead")
                .hasCause(busy);
    }

    @Test
    @DisplayName("W17 Where a path can't be looked up, the log says so, and it counts as no mount point")
    void notesThatItCanNotSay() {
        try (LogRecorder log = new LogRecorder(Storage.class)) {
            assertThat(MountPoints.contain(directory.resolve("absent"))).isFalse();
            assertThat(log.records()).hasSize(1);
        }
    }

    private static boolean mayMount() throws IOException, InterruptedException {
        try {
            return ChildJvm.isRoot()
                    && new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
        } catch (IOException noUnshare) {
            return false;
        }
    }

    /** Writes to a file that is mounted, and prints what it is told and what is left. */
    static final class WriteToMountPoint {
        public static void main(String[] arguments) throws IOException {
            if (Boolean.parseBoolean(arguments[2])) {
                Thread.currentThread().interrupt();
            }
            try {
                AtomicFileWriter.create().writeString(Path.of(arguments[0]), "new");
                System.out.println("written");
            } catch (FileSystemException expected) {
                System.out.println(expected.getMessage() + " caused by a "
                        + expected.getCause().getClass().getSimpleName());
            }
            for (Path leftover : Directories.temporaries(Path.of(arguments[1]))) {
                System.out.println("leftover " + leftover);
            }
        }
    }
}
