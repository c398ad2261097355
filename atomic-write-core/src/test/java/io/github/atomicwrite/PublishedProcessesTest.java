package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.current;
import static io.github.atomicwrite.Publishing.read;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.PublishedDirectory.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedProcessesTest {
    @TempDir
    private Path directory;

    private PublishedDirectory published;

    @BeforeEach
    void nameTheDirectory() {
        published = PublishedDirectory.at(directory, AtomicFileWriter.create()).keeping(1);
    }

    /** Holds a snapshot until its input ends. */
    static final class Reader {
        public static void main(String[] arguments) throws IOException {
            PublishedDirectory directory = PublishedDirectory.at(Path.of(arguments[0]), AtomicFileWriter.create());
            try (Snapshot snapshot = directory.open()) {
                System.out.println("held");
                System.in.read();
                System.out.println(Files.readString(snapshot.directory().resolve("first")));
            }
        }
    }

    /** Publishes until it is killed: says so while the content is half written, and goes on when it is told to. */
    static final class HalfPublisher {
        public static void main(String[] arguments) throws IOException {
            PublishedDirectory.at(Path.of(arguments[0]), AtomicFileWriter.create())
                    .publish(next -> {
                        Files.writeString(next.resolve("first"), "half");
                        System.out.println("half");
                        System.in.read();
                    });
        }
    }

    /** Publishes several times, and each time reads what is current. */
    static final class Publisher {
        public static void main(String[] arguments) throws IOException {
            PublishedDirectory directory = PublishedDirectory.at(Path.of(arguments[0]), AtomicFileWriter.create());
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                directory.publish(version(arguments[1] + " " + i));
                try (Snapshot snapshot = directory.open()) {
                    read(snapshot.directory());
                }
            }
            System.out.println("done");
        }
    }

    private static void awaitLine(Process process, String expected) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo(expected);
    }

    @Test
    @DisplayName("P5 A version that another process holds is not removed; it is when that process is killed")
    void keepsWhatAnotherProcessHolds() throws Exception {
        published.publish(version("one"));
        Path one = published.current().toRealPath();
        Process reader = ChildJvm.of(Reader.class).start(directory);
        awaitLine(reader, "held");
        published.publish(version("two"));
        published.publish(version("three"));
        assertThat(read(one)).isEqualTo("one");
        assertHoldsVersions(directory, 2);
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        reader.destroyForcibly().waitFor();
        published.publish(version("four"));
        assertThat(one).doesNotExist();
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P5 A reader that may not write holds its version all the same")
    void holdsAVersionWithoutTheRightToWrite() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        ChildJvm.directoryForAll(directory);
        Path place = Files.createDirectory(directory.resolve("place"));
        PublishedDirectory owned =
                PublishedDirectory.at(place, AtomicFileWriter.create()).keeping(1);
        owned.publish(version("one"));
        Process reader = ChildJvm.of(Reader.class).asNobody(directory).start(place);
        awaitLine(reader, "held");
        owned.publish(version("two"));
        assertHoldsVersions(place, 2);
        reader.getOutputStream().close();
        assertThat(reader.waitFor()).isZero();
        owned.publish(version("three"));
        assertHoldsVersions(place, 1);
    }

    @Test
    @DisplayName("P5 Two copies of the library in one process leave each other's leases alone")
    void keepsWhatAnotherCopyInThisProcessHolds() throws Exception {
        published.publish(version("one"));
        URL classes =
                AtomicFileWriter.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
                Snapshot snapshot = published.open()) {
            Class<?> writers = other.loadClass(AtomicFileWriter.class.getName());
            Class<?> directories = other.loadClass(PublishedDirectory.class.getName());
            Object copy = directories
                    .getMethod("at", Path.class, writers)
                    .invoke(null, directory, writers.getMethod("create").invoke(null));
            for (int i = 0; i < 3; i++) {
                try (AutoCloseable closedAtOnce =
                        (AutoCloseable) directories.getMethod("open").invoke(copy)) {
                    assertThat(closedAtOnce).isNotNull();
                }
            }
            assertThat(ChildJvm.of(Publisher.class).run(directory, "child", 3)).isEqualTo("done");
            assertThat(read(snapshot.directory())).isEqualTo("one");
            published.publish(version("two"));
            assertThat(read(snapshot.directory())).isEqualTo("one");
        }
        published.publish(version("three"));
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P10 What a killed publisher has left is swept; what a live one uses is not, nor a published version")
    void sweepsWhatAKilledPublisherLeaves() throws Exception {
        published.publish(version("one"));
        Process publisher = ChildJvm.of(HalfPublisher.class).start(directory);
        awaitLine(publisher, "half");
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        published.publish(version("two"));
        assertThat(Publishing.versions(directory)).hasSize(2);
        publisher.destroyForcibly().waitFor();
        assertThat(StaleTemporaries.sweep(directory)).hasSize(1);
        assertThat(current(directory)).isEqualTo("two");
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P10 The next publish removes what a killed publisher has left, too")
    void publishesAfterAKilledPublisher() throws Exception {
        Process publisher = ChildJvm.of(HalfPublisher.class).start(directory);
        awaitLine(publisher, "half");
        publisher.destroyForcibly().waitFor();
        published.publish(version("one"));
        assertThat(current(directory)).isEqualTo("one");
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P6 Publishers of several processes and threads take turns, and readers find whole versions")
    void takesTurns() throws Exception {
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.add(ChildJvm.of(Publisher.class).start(directory, "process " + i, 15));
        }
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Void>> publishers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String name = "thread " + i;
                publishers.add(() -> {
                    for (int round = 0; round < 15; round++) {
                        published.publish(version(name + " " + round));
                        try (Snapshot snapshot = published.open()) {
                            read(snapshot.directory());
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> publisher : threads.invokeAll(publishers)) {
                publisher.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (Process other : others) {
            awaitLine(other, "done");
            assertThat(other.waitFor()).isZero();
        }
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        published.publish(version("last"));
        assertThat(current(directory)).isEqualTo("last");
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P6 The last to move is current, whoever began first; contents are written side by side")
    void writesContentsSideBySide() throws IOException {
        published.keeping(2).publish(outer -> {
            published.keeping(2).publish(version("inner"));
            assertThat(current(directory)).isEqualTo("inner");
            version("outer").writeTo(outer);
        });
        assertThat(current(directory)).isEqualTo("outer");
        assertHoldsVersions(directory, 2);
    }
}
