package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    @DisplayName("P2 A tree of any depth is published and removed")
    void publishesADeepTree() throws IOException {
        PublishedDirectory published =
                PublishedDirectory.at(directory, AtomicFileWriter.create()).keeping(1);
        published.publish(next -> {
            Path inner = next;
            for (int depth = 0; depth < 500; depth++) {
                inner = Files.createDirectory(inner.resolve("d"));
                Files.createFile(inner.resolve("f"));
            }
        });
        published.publish(version("flat"));
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

    @Test
    @DisplayName("P2 Each directory is forced after all that is below it, and nothing is left out")
    void forcesBottomUp() throws IOException {
        Queue<Path> forced = new ConcurrentLinkedQueue<>();
        Storage real = Storages.of(directory);
        Storage recording = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (method.getName().equals("force")) {
                        forced.add((Path) arguments[0]);
                    }
                    return result instanceof OpenDirectory open ? recording(open, (Path) arguments[0], forced) : result;
                });
        PublishedDirectory.at(directory, AtomicFileWriter.through(path -> recording))
                .publish(next -> {
                    for (int i = 0; i < 700; i++) {
                        Path inner = Files.createDirectories(next.resolve(i % 7 + "/" + i % 30 + "/" + i % 100));
                        Files.createFile(inner.resolve("file " + i));
                    }
                });
        List<Path> order = List.copyOf(forced);
        Path version = directory.resolve(Files.readSymbolicLink(directory.resolve("current")));
        try (Stream<Path> all = Files.walk(version)) {
            assertThat(order.stream().filter(path -> path.startsWith(version)))
                    .containsExactlyInAnyOrderElementsOf(all.toList());
        }
        for (int i = 0; i < order.size(); i++) {
            Path path = order.get(i);
            if (path.startsWith(version)) {
                assertThat(order.indexOf(path.getParent())).isGreaterThan(i);
            }
        }
        assertThat(order.subList(order.size() - 3, order.size())).containsExactly(version, directory, directory);
    }

    private static OpenDirectory recording(OpenDirectory real, Path path, Queue<Path> forced) {
        return new OpenDirectory() {
            @Override
            public void force() throws IOException {
                real.force();
                forced.add(path);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }
}
