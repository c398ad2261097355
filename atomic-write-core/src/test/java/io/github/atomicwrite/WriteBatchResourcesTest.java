package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.CommitEvent.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch of many files takes, and what it leaves when it dies, in other processes. */
class WriteBatchResourcesTest {
    private final List<CommitEvent> events = new ArrayList<>();
    private final AtomicFileWriter writer = AtomicFileWriter.create().withListener(events::add);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("Batch W16 Thousands of files need few descriptors, and no buffer each")
    void holdsFewDescriptors() throws Exception {
        assertThat(ChildJvm.of(WriteThousands.class)
                        .withOption("-Xmx20m")
                        .after("sh", "-c", "ulimit -n 640; exec \"$@\"", "sh")
                        .run(directory))
                .isEqualTo("done");
        assertThat(Directories.names(directory)).hasSize(3000);
        assertThat(directory.resolve("file2999")).hasContent("content 2999");
    }

    /** Writes more files than it may have open, and replaces them all. */
    static final class WriteThousands {
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            write(AtomicFileWriter.create().withDurability(Durability.NONE), directory, "old");
            write(AtomicFileWriter.create(), directory, "content");
            System.out.println("done");
        }

        private static void write(AtomicFileWriter writer, Path directory, String content) throws IOException {
            try (WriteBatch batch = writer.batch()) {
                for (int i = 0; i < 3000; i++) {
                    byte[] bytes = (content + ' ' + i).getBytes(UTF_8);
                    batch.write(directory.resolve("file" + i), out -> out.write(bytes));
                }
                batch.commit();
            }
        }
    }

    @Test
    @DisplayName("Batch Where no thread can be had any more, it is committed all the same")
    void commitsWithoutFurtherThreads() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else, whose threads are few");
        Path work = Files.createDirectory(directory.resolve("work"));
        Files.setAttribute(work, "unix:mode", 0777);
        String printed = ChildJvm.of(WriteInThisThread.class)
                .asNobody(ChildJvm.directoryForAll(directory))
                .after("prlimit", "--nproc=64")
                .run(work);
        assertThat(printed).contains("all threads are taken", "COMMITTED 300");
        assertThat(Directories.names(work)).hasSize(300).noneMatch(name -> name.startsWith("."));
    }

    /** Takes all the threads that there are, then commits a batch. */
    static final class WriteInThisThread {
        public static void main(String[] arguments) throws IOException {
            List<CommitEvent> events = new ArrayList<>();
            try (WriteBatch batch =
                    AtomicFileWriter.create().withListener(events::add).batch()) {
                for (int i = 0; i < 300; i++) {
                    batch.writeString(Path.of(arguments[0]).resolve("file" + i), "content");
                }
                takeAllThreads();
                batch.commit();
            }
            long committed = events.stream()
                    .filter(event -> event.outcome() == Outcome.COMMITTED)
                    .count();
            System.out.println("COMMITTED " + committed);
        }

        private static void takeAllThreads() {
            try {
                while (true) {
                    Thread thread = new Thread(LockSupport::park);
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (OutOfMemoryError expected) {
                System.out.println("all threads are taken");
            }
        }
    }

    @Test
    @DisplayName("Batch W19 A sweep leaves what a living batch has staged, and removes all of a dead one")
    void isSweptOnlyWhenDead() throws Exception {
        Process living = ChildJvm.of(StageAndWait.class).start(directory);
        try (WriteBatch own = writer.batch()) {
            assertThat(living.getInputStream().read()).isEqualTo('s');
            own.writeString(directory.resolve("one"), "new");
            int staged = Directories.temporaries(directory).size();
            assertThat(staged).isEqualTo(StageAndWait.FILES + 1 + 2); // and a guard each
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
            assertThat(ChildJvm.of(ExtendedAttributesTest.Sweep.class).run(directory))
                    .isEqualTo("swept 0");

            living.destroyForcibly().waitFor();
            assertThat(StaleTemporaries.sweep(directory)).hasSize(StageAndWait.FILES + 1);
            own.commit();
        } finally {
            living.destroyForcibly();
        }
        assertThat(directory.resolve("one")).hasContent("new");
        assertHoldsOnly(directory, "one");
    }

    /** Stages more files than are held open, and waits to be killed. */
    static final class StageAndWait {
        static final int FILES = 300;

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            try (WriteBatch batch = AtomicFileWriter.create().batch()) {
                for (int i = 0; i < FILES; i++) {
                    batch.writeString(directory.resolve("file" + i), "never to be seen");
                }
                System.out.println("staged");
                System.in.readAllBytes();
            }
        }
    }
}
