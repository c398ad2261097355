package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that need another process: with little memory, few descriptors, or another user. */
class PublishedTreesTest {
    @TempDir
    private Path directory;

    /** Publishes a tree of many files, with the memory and the descriptors that it is given. */
    static final class ManyFiles {
        public static void main(String[] arguments) throws IOException {
            PublishedDirectory published = PublishedDirectory.at(
                            Path.of(arguments[0]),
                            AtomicFileWriter.create().withDurability(Durability.valueOf(arguments[2])))
                    .keeping(1);
            published.publish(next -> {
                for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                    Path inner = next.resolve("directory " + i / 5_000);
                    Files.createDirectories(inner);
                    Files.createFile(inner.resolve("a rather long name of a file, number " + i));
                }
            });
            published.publish(version("small"));
            System.out.println("published");
        }
    }

    @Test
    @DisplayName("P2 A tree of 100,000 files needs little memory and few descriptors")
    void publishesManyFilesInLittleMemory() throws Exception {
        assertThat(ChildJvm.of(ManyFiles.class)
                        .withOption("-Xmx24m")
                        .after("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh")
                        .run(directory, 100_000, Durability.NONE))
                .isEqualTo("published");
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P2 Files are forced in windows: few descriptors are open at once")
    void forcesManyFilesWithFewDescriptors() throws Exception {
        assertThat(ChildJvm.of(ManyFiles.class)
                        .after("sh", "-c", "ulimit -n 160; exec \"$@\"", "sh")
                        .run(directory, 1_000, Durability.FULL))
                .isEqualTo("published");
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P5 A version whose directories and files may not be written to is removed, by their owner")
    void removesAReadOnlyTree() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        ChildJvm.directoryForAll(directory);
        Path place = Files.createDirectory(directory.resolve("place"));
        Files.setAttribute(place, "unix:mode", 0777);
        assertThat(ChildJvm.of(ReadOnlyTree.class).asNobody(directory).run(place))
                .isEqualTo("published");
        assertHoldsVersions(place, 1);
    }

    /** Publishes a tree that can't be written to, and replaces it. */
    static final class ReadOnlyTree {
        public static void main(String[] arguments) throws IOException {
            PublishedDirectory published = PublishedDirectory.at(Path.of(arguments[0]), AtomicFileWriter.create())
                    .keeping(1);
            published.publish(next -> {
                Path inner = Files.createDirectory(next.resolve("inner"));
                Files.setAttribute(Files.createFile(inner.resolve("read")), "unix:mode", 0400);
                Files.setAttribute(Files.createFile(inner.resolve("write")), "unix:mode", 0200);
                Files.setAttribute(inner, "unix:mode", 0555);
                Files.setAttribute(next, "unix:mode", 0555);
            });
            published.publish(version("writable"));
            System.out.println("published");
        }
    }
}
