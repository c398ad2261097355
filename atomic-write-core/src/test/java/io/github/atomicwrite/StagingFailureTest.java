package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk fails with files that were staged before, while another file of the batch is being staged. */
class StagingFailureTest {
    private static final int FILES = 300;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"close", "commit"})
    @DisplayName("W20 Listeners hear once of each file whose force fails while a batch is being staged")
    void tellsListenersOfForcesThatFail(String end) throws Exception {
        Programs.assumeTracing();
        String printed = ChildJvm.of(StageFiles.class)
                .after(Programs.injecting("fsync,fdatasync:error=EIO"))
                .run(directory, end);
        // A batch forces its files whenever there are 256 that are not forced.
        assertThat(printed).isEqualTo("staged 255, FAILED 256 times, of 256 files, otherwise 0 times");
        Directories.assertHoldsOnly(directory);
    }

    /** Stages files until that fails, ends the batch, and prints what a listener has heard. */
    static final class StageFiles {
        public static void main(String[] arguments) throws IOException {
            List<CommitEvent> events = new ArrayList<>();
            int staged = 0;
            try (WriteBatch batch =
                    AtomicFileWriter.create().withListener(events::add).batch()) {
                try {
                    for (; staged < FILES; staged++) {
                        batch.writeString(Path.of(arguments[0], "file" + staged), "content");
                    }
                } catch (IOException failed) {
                    if (arguments[1].equals("commit")) {
                        expectFailure(batch);
                    }
                }
            }
            List<Path> failed = events.stream()
                    .filter(event -> event.outcome() == CommitEvent.Outcome.FAILED)
                    .map(CommitEvent::target)
                    .toList();
            System.out.printf(
                    "staged %d, FAILED %d times, of %d files, otherwise %d times%n",
                    staged, failed.size(), new HashSet<>(failed).size(), events.size() - failed.size());
        }

        private static void expectFailure(WriteBatch batch) {
            try {
                batch.commit();
                System.out.println("committed");
            } catch (IOException expected) {
                // It has to be one: the files are not on the disk.
            }
        }
    }
}
