package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.SimulatedDisk.Verb;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a write must give back. */
class ResourcesTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int WRITES = 100;

    @TempDir
    private Path directory;

    private static int openDescriptors() {
        return Directories.names(DESCRIPTORS).size();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W16 No descriptor stays open, whether a write succeeds, fails or ends unconfirmed")
    void closesEveryDescriptor(EntryPoint entryPoint) throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "no list of descriptors here");
        Path target = directory.resolve("target");
        entryPoint.write(AtomicFileWriter.create(), target, "first"); // whatever is opened once and for all
        int before = openDescriptors();
        for (int i = 0; i < WRITES; i++) {
            String content = "content " + i;
            entryPoint.write(AtomicFileWriter.create(), target, content);
            for (Verb failing : new Verb[] {Verb.FORCE, Verb.REPLACE, Verb.FORCE_DIRECTORY}) {
                SimulatedDisk disk = new SimulatedDisk().failing(failing, new IOException("no disk"));
                assertThat(catchThrowable(() -> entryPoint.write(disk.writer(), target, content + failing)))
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(openDescriptors()).isLessThan(before + WRITES / 2);
    }

    @Test
    @DisplayName("W19 A name is no longer in use once its write has ended: what is found under it is swept")
    void forgetsItsTemporaries() throws IOException {
        Path target = directory.resolve("target");
        PendingFile committed = AtomicFileWriter.create().open(target);
        Path first = Directories.temporaries(directory).get(0);
        committed.commit();
        PendingFile discarded = AtomicFileWriter.create().open(target);
        Path second = Directories.temporaries(directory).get(0);
        discarded.close();

        Files.createFile(first);
        Files.createFile(second);
        assertThat(StaleTemporaries.sweep(directory)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    @DisplayName("W9 Inherited set-id bits go with the owner or the group that can't be kept; an explicit mode stays")
    void dropsSetIdBitsThatWouldLendOthersRights() throws IOException {
        assumeTrue(ChildJvm.isRoot(), "only root may give files away");
        IOException refused = new IOException("Operation not permitted");
        assertThat(replaced(new SimulatedDisk(), null)).hasToString("6755");
        assertThat(replaced(new SimulatedDisk().failing(Verb.SET_GROUP, refused), null))
                .hasToString("4755");
        assertThat(replaced(new SimulatedDisk().failing(Verb.SET_OWNER, refused), null))
                .hasToString("0755");
        assertThat(replaced(new SimulatedDisk().failing(Verb.SET_OWNER, refused), FileMode.of(06711)))
                .hasToString("6711");
    }

    private FileMode replaced(SimulatedDisk disk, FileMode mode) throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        Files.setAttribute(target, "unix:uid", 1234);
        Files.setAttribute(target, "unix:gid", 4321);
        Files.setAttribute(target, "unix:mode", 06755);
        disk.writer().withMode(mode).writeString(target, "new");
        FileMode result = Directories.mode(target);
        Files.delete(target);
        return result;
    }

    @Test
    @DisplayName("W7 A mode with set-id bits that the system makes another one is an error")
    void reportsAModeThatTheSystemChanges() {
        Path target = directory.resolve("target");
        SimulatedDisk disk = new SimulatedDisk();
        disk.before(Verb.STATUS, () -> {
            if (disk.log().contains(Verb.SET_MODE)) {
                Path temporary = Directories.temporaries(directory).get(0);
                assertThat(catchThrowable(() -> Files.setAttribute(temporary, "unix:mode", 0755)))
                        .isNull();
            }
        });
        assertThatThrownBy(() -> disk.writer().withMode(FileMode.of(02755)).writeString(target, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("2755")
                .hasMessageContaining("0755");
        assertThat(Directories.names(directory)).isEmpty();
    }

    @Test
    @DisplayName("W9 What can't be kept of a file that is gone is no error")
    void keepsWhatItCanOfAFileThatIsGone() throws IOException {
        Path path = directory.resolve("temporary");
        try (TemporaryFile file = Storages.of(path).create(path, Storage.Visibility.OWNER)) {
            Files.delete(path);
            boolean byDescriptor = Boolean.getBoolean("native.expected");
            assertThat(file.setOwner(1)).isEqualTo(byDescriptor && ChildJvm.isRoot());
            assertThat(file.setGroup(1)).isEqualTo(byDescriptor && ChildJvm.isRoot());
            file.copyUserAttributes(directory.resolve("absent"));
        }
    }
}
