package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.SimulatedDisk.Verb;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeForceTest {
    private static final int WINDOW = 256;

    @TempDir
    private Path directory;

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
    @DisplayName("P2 A large tree is forced part by part while it is visited, so that its size takes no memory")
    void forcesALargeTreeInWindows() throws IOException {
        int directories = 3;
        int filesOfEach = 200;
        try (SimulatedDisk disk = new SimulatedDisk()) {
            PublishedDirectory.at(directory, disk.writer()).publish(next -> {
                for (int i = 0; i < directories * filesOfEach; i++) {
                    Path inner = Files.createDirectories(next.resolve("directory " + i % directories));
                    Files.createFile(inner.resolve("file " + i));
                }
            });
            List<Verb> log = disk.log();
            assertThat(log).filteredOn(Verb.FORCE::equals).hasSize(directories * filesOfEach);
            // Before the third directory is visited, there are more files in the others than are collected.
            assertThat(log.subList(0, log.lastIndexOf(Verb.VISIT)))
                    .filteredOn(verb -> verb == Verb.FORCE || verb == Verb.FORCE_DIRECTORY)
                    .hasSize(WINDOW);
        }
    }

    @Test
    @DisplayName("P2 Each directory is forced after all that is below it, and nothing is left out")
    void forcesBottomUp() throws IOException {
        RecordingStorage recording = new RecordingStorage(Storages.of(directory));
        PublishedDirectory.at(directory, AtomicFileWriter.through(path -> recording.storage()))
                .publish(next -> {
                    for (int i = 0; i < 700; i++) {
                        Path inner = Files.createDirectories(next.resolve(i % 7 + "/" + i % 30 + "/" + i % 100));
                        Files.createFile(inner.resolve("file " + i));
                    }
                });
        List<Path> order = recording.takeForced();
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
}
