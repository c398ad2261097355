package io.github.atomicwrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.SimulatedDisk.Verb;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A batch lets the disk start with every file before it waits for the first: this is faster, and changes nothing else.
 */
class WriteBackTest {
    private static final int FILES = 200;

    @TempDir
    private Path directory;

    private List<Verb> logOfBatch(AtomicFileWriter writer, SimulatedDisk disk) throws IOException {
        try (WriteBatch batch = writer.batch()) {
            for (int i = 0; i < FILES; i++) {
                batch.writeString(directory.resolve("file" + i), "content " + i);
            }
            batch.commit();
        }
        for (int i = 0; i < FILES; i++) {
            assertThat(directory.resolve("file" + i)).hasContent("content " + i);
        }
        return disk.log();
    }

    @Test
    @DisplayName("Batch Every file is announced, written and sent to the disk before the first is waited for")
    void sendsAllBeforeItWaitsForTheFirst() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        List<Verb> log = logOfBatch(disk.writer(), disk);
        assertThat(log).filteredOn(Verb.START_WRITE_BACK::equals).hasSize(FILES);
        assertThat(log.subList(0, log.indexOf(Verb.FORCE)))
                .filteredOn(verb -> verb == Verb.ARM_WRITE_BACK || verb == Verb.WRITE || verb == Verb.START_WRITE_BACK)
                .hasSize(3 * FILES)
                .startsWith(Verb.ARM_WRITE_BACK, Verb.WRITE, Verb.START_WRITE_BACK, Verb.ARM_WRITE_BACK);
    }

    @Test
    @DisplayName("Batch W3 What is not forced is not sent either")
    void sendsNothingThatIsNotForced() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        assertThat(logOfBatch(disk.writer().withDurability(Durability.NONE), disk))
                .doesNotContain(Verb.ARM_WRITE_BACK, Verb.START_WRITE_BACK, Verb.FORCE);
    }

    @Test
    @DisplayName("A file that is written alone is forced at once, and not sent before")
    void sendsNoFileThatIsWrittenAlone() throws IOException {
        SimulatedDisk disk = new SimulatedDisk();
        disk.writer().writeString(directory.resolve("file"), "content");
        assertThat(disk.log()).contains(Verb.FORCE).doesNotContain(Verb.ARM_WRITE_BACK, Verb.START_WRITE_BACK);
    }

    enum InTheWay {
        NOTHING {
            @Override
            void put(Path path) {}
        },
        LINK {
            @Override
            void put(Path path) throws IOException {
                Files.createSymbolicLink(path, Files.writeString(path.resolveSibling("another"), "another's"));
            }
        },
        DIRECTORY {
            @Override
            void put(Path path) throws IOException {
                Files.createDirectory(path);
            }
        },
        FIFO {
            @Override
            void put(Path path) throws Exception {
                assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                        .isZero();
            }
        };

        abstract void put(Path path) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisplayName(
            "Batch Whatever has taken the temporary's name, sending it neither fails, nor blocks, nor follows a link")
    void survivesWhateverIsInTheWay(InTheWay inTheWay) throws Exception {
        Path path = directory.resolve("temporary");
        try (TemporaryFile temporary = Storages.of(path).create(path, Storage.Visibility.OWNER);
                LogRecorder log = new LogRecorder(Storage.class)) {
            temporary.armWriteBackOnClose();
            temporary.write("content".getBytes(UTF_8), 0, 7);
            Path aside = Files.move(path, directory.resolve("aside"));
            inTheWay.put(path);

            temporary.startWriteBack();
            if (Boolean.getBoolean("native.expected")) {
                assertThat(log.records()).as("the name does not matter").isEmpty();
            } else {
                assertThat(log.records())
                        .singleElement()
                        .satisfies(record -> assertThat(record.getMessage()).contains(path.toString()));
            }
            temporary.force();
            assertThat(aside).hasContent("content");
        }
    }
}
