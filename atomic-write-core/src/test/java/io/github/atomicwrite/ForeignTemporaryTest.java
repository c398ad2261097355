package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.mode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another file gets the temporary's name: it is never taken for the one that was written. */
class ForeignTemporaryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FILES_UNTIL_REUSE = 1_000;
    private static final int MORE_THAN_ARE_OPEN = 300;

    /** Longer than a tick of the clock of a file system, in milliseconds. */
    private static final long TICK = 50;

    @TempDir
    private Path directory;

    private Path work;
    private Path target;
    private Path other;
    private Path foreign;
    private final List<CommitEvent> events = new ArrayList<>();
    private final List<String> exchanged = new ArrayList<>();

    enum Foreign {
        FILE {
            @Override
            void put(Path at, Path foreign) throws IOException {
                Files.move(Files.copy(foreign, foreign.resolveSibling("copy")), at);
            }
        },
        HARD_LINK {
            @Override
            void put(Path at, Path foreign) throws IOException {
                Files.createLink(at, foreign);
            }
        },
        SYMBOLIC_LINK {
            @Override
            void put(Path at, Path foreign) throws IOException {
                Files.createSymbolicLink(at, foreign);
            }
        },
        FIFO {
            @Override
            void put(Path at, Path foreign) throws IOException {
                Programs.assumeInstalled("mkfifo");
                Programs.run("mkfifo", at);
            }
        };

        abstract void put(Path at, Path foreign) throws IOException;
    }

    @BeforeEach
    void startWithOldTargets() throws IOException {
        work = Files.createDirectory(directory.resolve("work"));
        target = Files.writeString(work.resolve("target"), "old");
        other = Files.writeString(work.resolve("other"), "old, too");
        foreign = Files.writeString(directory.resolve("foreign"), "foreign");
        Files.setAttribute(foreign, "unix:mode", 0600);
    }

    private AtomicFileWriter writer() {
        return AtomicFileWriter.create().withListener(events::add);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W23 A write fails if another file has the temporary's name, and the target stays as it was")
    void failsWhereTheTemporaryIsExchanged(Foreign kind) throws IOException {
        for (Durability durability : Durability.values()) {
            try (PendingFile file = writer().withDurability(durability).open(target)) {
                file.output().write("new".getBytes(UTF_8));
                file.output().flush();
                exchangeTemporaries(kind);
                assertFails(file::commit);
            }
            assertNothingIsChanged();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W23 So it does if the other file comes while the content is being produced, and a mode is asked for")
    void failsWhereTheTemporaryIsExchangedMeanwhile(Foreign kind) {
        assertFails(() -> writer().withMode(FileMode.of(0644)).write(target, out -> {
            out.write("new".getBytes(UTF_8));
            out.flush();
            exchangeTemporaries(kind);
        }));
        assertNothingIsChanged();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W23 So it does where there was no file before: none is created")
    void createsNothingOfAnother(Foreign kind) throws IOException {
        Files.delete(target);
        try (PendingFile file = writer().open(target)) {
            file.output().write("new".getBytes(UTF_8));
            exchangeTemporaries(kind);
            assertFails(file::commit);
        }
        assertThat(Files.notExists(target)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W23 A batch fails if another file has a temporary's name, and no target gets the other file")
    void failsWhereATemporaryOfABatchIsExchanged(Foreign kind) throws IOException {
        try (WriteBatch batch = writer().batch()) {
            batch.writeString(target, "new");
            batch.writeString(other, "new, too");
            exchangeTemporaries(kind);
            assertFails(batch::commit);
        }
        assertNothingIsChanged();
    }

    @Test
    @DisplayName("W23 A batch keeps the inodes of its temporaries: no other file gets one that somebody removes")
    void keepsTheInodes() throws IOException {
        SimulatedDisk disk = new SimulatedDisk().before(Verb.OPEN_DIRECTORY, () -> giveInodesAway(0));
        try (WriteBatch batch = disk.writer().withListener(events::add).batch()) {
            batch.writeString(target, "new");
            assertFails(batch::commit);
        }
        assertThat(exchanged).isEmpty();
        assertNothingIsChanged();
    }

    @Test
    @DisplayName("W23 A batch of very many files fails if another file has the name and the inode of a temporary")
    void failsWhereAnotherFileHasTheInodeOfATemporary() throws IOException {
        SimulatedDisk disk = new SimulatedDisk().before(Verb.OPEN_DIRECTORY, () -> giveInodesAway(TICK));
        Path many = Files.createDirectory(directory.resolve("many"));
        try (WriteBatch batch = disk.writer().withListener(events::add).batch()) {
            batch.writeString(target, "new");
            for (int i = 0; i < MORE_THAN_ARE_OPEN; i++) {
                batch.writeString(many.resolve("file" + i), "new");
            }
            assertFails(batch::commit);
        }
        assumeTrue(!exchanged.isEmpty(), "the file system gives inodes to other files at once");
        assertNothingIsChanged();
        assertThat(many).isEmptyDirectory();
    }

    /** Removes a temporary, and creates files until one has its inode. That one gets the name of the temporary. */
    private void giveInodesAway(long afterMillis) {
        if (!exchanged.isEmpty()) {
            return;
        }
        try {
            Thread.sleep(afterMillis);
            Path temporary = Directories.temporaries(work).stream()
                    .filter(name -> !TemporaryName.of(name).isGuard())
                    .findFirst()
                    .orElseThrow();
            Object inode = Files.getAttribute(temporary, "unix:ino");
            Files.delete(temporary);
            List<Path> unused = new ArrayList<>();
            for (int i = 0; i < FILES_UNTIL_REUSE && exchanged.isEmpty(); i++) {
                Path file = Files.writeString(work.resolve("file" + i), "foreign");
                if (Files.getAttribute(file, "unix:ino").equals(inode)) {
                    Files.move(file, temporary);
                    exchanged.add(temporary.getFileName().toString());
                } else {
                    unused.add(file);
                }
            }
            for (Path file : unused) {
                Files.delete(file);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void assertFails(Writing writing) {
        assertTimeoutPreemptively(
                PATIENCE, () -> assertThat(catchThrowable(writing::run)).isInstanceOf(IOException.class));
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void exchangeTemporaries(Foreign kind) throws IOException {
        for (Path temporary : Directories.temporaries(work)) {
            if (!exchanged.contains(temporary.getFileName().toString())) {
                Files.delete(temporary);
                kind.put(temporary, foreign);
                exchanged.add(temporary.getFileName().toString());
            }
        }
        assertThat(exchanged).isNotEmpty();
    }

    private void assertNothingIsChanged() {
        assertThat(target).isRegularFile().hasContent("old");
        assertThat(other).isRegularFile().hasContent("old, too");
        assertThat(Files.isSymbolicLink(target) || Files.isSymbolicLink(other)).isFalse();
        assertThat(foreign).hasContent("foreign");
        assertThat(mode(foreign)).as("mode of the other file").hasToString("0600");
        assertThat(Directories.names(work).stream().filter(name -> !exchanged.contains(name)))
                .containsExactlyInAnyOrder("target", "other");
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(CommitEvent.Outcome.FAILED));
    }
}
