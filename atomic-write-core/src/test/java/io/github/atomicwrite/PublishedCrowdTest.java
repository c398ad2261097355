package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.current;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.PublishedDirectory.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten publishers and fifty readers in five processes. {@code -Dpublish.seconds=60} makes it a minute. */
class PublishedCrowdTest {
    private static final String SECONDS = "publish.seconds";
    private static final int PROCESSES = 5;
    private static final int PUBLISHERS = 2;
    private static final int READERS = 10;

    @TempDir
    private Path directory;

    /** Publishes and reads for some seconds in several threads, and prints how often it did. */
    static final class Crowd {
        private final PublishedDirectory published;
        private final long end;

        private Crowd(Path directory, int seconds) {
            published = PublishedDirectory.at(directory, AtomicFileWriter.create());
            end = System.nanoTime() + seconds * 1_000_000_000L;
        }

        public static void main(String[] arguments) throws Exception {
            Crowd crowd = new Crowd(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            List<Callable<Integer>> publishers = new ArrayList<>();
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                String name = arguments[2] + " " + publisher;
                publishers.add(() -> crowd.publish(name));
            }
            List<Callable<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                int pause = reader;
                readers.add(() -> crowd.read(pause));
            }
            ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS + READERS);
            try {
                List<Future<Integer>> publishing = new ArrayList<>();
                publishers.forEach(publisher -> publishing.add(threads.submit(publisher)));
                List<Future<Integer>> reading = new ArrayList<>();
                readers.forEach(reader -> reading.add(threads.submit(reader)));
                System.out.println(sum(publishing) + " " + sum(reading));
            } finally {
                threads.shutdownNow();
            }
        }

        private static int sum(List<Future<Integer>> counts) throws Exception {
            int sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            return sum;
        }

        private int publish(String name) throws IOException {
            int times = 0;
            do {
                published.publish(version(name + " " + times));
                times++;
            } while (System.nanoTime() < end);
            return times;
        }

        /** Reads everything twice. Each thread holds its snapshots for another time. */
        private int read(int pauseMillis) throws IOException, InterruptedException {
            int times = 0;
            do {
                try (Snapshot snapshot = published.open()) {
                    String first = Publishing.read(snapshot.directory());
                    Thread.sleep(pauseMillis);
                    String second = Publishing.read(snapshot.directory());
                    if (!first.equals(second)) {
                        throw new AssertionError("the version has changed from " + first + " to " + second);
                    }
                }
                times++;
            } while (System.nanoTime() < end);
            return times;
        }
    }

    @Test
    @DisplayName("P1 P4 P5 P6 ten publishers and fifty readers mix no versions, and leave only those that are kept")
    void mixesNoVersions() throws Exception {
        PublishedDirectory published = PublishedDirectory.at(directory, AtomicFileWriter.create());
        published.publish(version("first"));
        int seconds = Integer.getInteger(SECONDS, 2);
        List<Process> processes = new ArrayList<>();
        for (int number = 0; number < PROCESSES; number++) {
            processes.add(ChildJvm.of(Crowd.class).start(directory, seconds, number));
        }
        int publishes = 0;
        int snapshots = 0;
        for (Process process : processes) {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            assertThat(printed).matches("\\d+ \\d+\\s+");
            publishes += Integer.parseInt(printed.strip().split(" ", -1)[0]);
            snapshots += Integer.parseInt(printed.strip().split(" ", -1)[1]);
        }
        if (Integer.getInteger(SECONDS) != null) {
            System.out.printf("%d publishes and %d snapshots in %d s%n", publishes, snapshots, seconds);
        }
        assertThat(publishes).isGreaterThanOrEqualTo(PROCESSES * PUBLISHERS);
        assertThat(snapshots).isGreaterThanOrEqualTo(PROCESSES * READERS);
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        published.publish(version("last"));
        assertThat(current(directory)).isEqualTo("last");
        assertHoldsVersions(directory, 2);
    }
}
