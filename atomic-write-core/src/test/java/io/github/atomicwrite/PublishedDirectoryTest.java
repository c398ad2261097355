package io.github.atomicwrite;

import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.current;
import static io.github.atomicwrite.Publishing.read;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.PublishedDirectory.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedDirectoryTest {
    @TempDir
    private Path directory;

    private final List<CommitEvent> events = new ArrayList<>();
    private PublishedDirectory published;

    @BeforeEach
    void nameTheDirectory() {
        published = PublishedDirectory.at(directory, AtomicFileWriter.create().withListener(events::add));
    }

    @Test
    @DisplayName("P1 A snapshot stays one version while others are published")
    void keepsAVersionWhileItIsOpen() throws IOException {
        published.publish(version("one"));
        try (Snapshot snapshot = published.open()) {
            for (String next : List.of("two", "three", "four", "five")) {
                published.publish(version(next));
                assertThat(read(snapshot.directory())).isEqualTo("one");
            }
            assertThat(current(directory)).isEqualTo("five");
            assertHoldsVersions(directory, 3);
        }
        published.publish(version("six"));
        assertThat(current(directory)).isEqualTo("six");
        assertHoldsVersions(directory, 2);
    }

    @Test
    @DisplayName("P1 The layout: current is a relative link with one name")
    void linksToTheVersionByItsName() throws IOException {
        published.publish(version("one"));
        Path text = Files.readSymbolicLink(published.current());
        assertThat(published.current()).isEqualTo(directory.resolve("current"));
        assertThat(text.toString()).matches("\\.v-[0-9a-f]{16}");
        assertThat(read(directory.resolve(text))).isEqualTo("one");
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @DisplayName("P5 The current version and the one before are kept, the others go at the next publish")
    void keepsTwoVersions(Durability durability) throws IOException {
        PublishedDirectory rates =
                PublishedDirectory.at(directory, AtomicFileWriter.create().withDurability(durability));
        for (int i = 1; i <= 4; i++) {
            rates.publish(version("version " + i));
            assertThat(current(directory)).isEqualTo("version " + i);
            assertHoldsVersions(directory, Math.min(i, 2));
        }
    }

    @Test
    @DisplayName("P5 As many versions are kept as are asked for, and at least the current one")
    void keepsWhatIsAskedFor() throws IOException {
        PublishedDirectory three = published.keeping(3);
        for (int i = 1; i <= 5; i++) {
            three.publish(version("version " + i));
        }
        assertHoldsVersions(directory, 3);
        published.keeping(1).publish(version("last"));
        assertHoldsVersions(directory, 1);
        assertThat(current(directory)).isEqualTo("last");
        assertThatThrownBy(() -> published.keeping(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("P5 Where the move is not forced, the version that it replaced stays until the next publish")
    void removesNothingThatAPowerCutMayBringBack() throws IOException {
        PublishedDirectory rates = PublishedDirectory.at(
                        directory, AtomicFileWriter.create().withDurability(Durability.CONTENT))
                .keeping(1);
        rates.publish(version("one"));
        rates.publish(version("two"));
        assertHoldsVersions(directory, 2);
        rates.publish(version("three"));
        assertHoldsVersions(directory, 2);
        assertThat(current(directory)).isEqualTo("three");
    }

    @Test
    @DisplayName("P5 The version that is current stays, even if the link was turned back to an older one by hand")
    void keepsWhatWasTurnedBackTo() throws IOException {
        published.publish(version("one"));
        Path one = Files.readSymbolicLink(published.current());
        published.publish(version("two"));
        Files.delete(published.current());
        Files.createSymbolicLink(published.current(), one);
        try (Snapshot snapshot = published.open()) {
            assertThat(read(snapshot.directory())).isEqualTo("one");
        }
        published.publish(version("three"));
        assertThat(current(directory)).isEqualTo("three");
        assertHoldsVersions(directory, 2);
    }

    @Test
    @DisplayName("P5 Snapshots of one version are independent of each other, and are closed any number of times")
    void countsTheSnapshotsOfAVersion() throws IOException {
        published.publish(version("one"));
        Snapshot first = published.open();
        Snapshot second = published.open();
        first.close();
        first.close();
        published.keeping(1).publish(version("two"));
        assertThat(read(second.directory())).isEqualTo("one");
        second.close();
        published.keeping(1).publish(version("three"));
        assertThat(second.directory()).doesNotExist();
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P5 W15 An interrupt stops neither a publish nor an open nor a close, and is kept")
    void isNotStoppedByAnInterrupt() throws IOException {
        Thread.currentThread().interrupt();
        try {
            published.publish(directory -> {});
            Snapshot snapshot = published.open();
            snapshot.close();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P2 The new directory is private while it is written, and then as the umask says")
    void isPrivateUntilItIsPublished() throws IOException {
        Path plain = Files.createDirectory(directory.resolve("plain"));
        FileMode umask = Directories.mode(plain);
        Files.delete(plain);
        published.publish(next -> {
            assertThat(next).isEmptyDirectory();
            assertThat(Directories.mode(next)).isEqualTo(FileMode.of(0700));
        });
        assertThat(Directories.mode(published.current().toRealPath())).isEqualTo(umask);
    }

    @Test
    @DisplayName("P2 A mode that the caller has set stays, and so does the group bit of the directory")
    void keepsTheModeThatTheCallerSets() throws IOException {
        published.publish(next -> Files.setAttribute(next, "unix:mode", 0750));
        assertThat(Directories.mode(published.current().toRealPath())).isEqualTo(FileMode.of(0750));
        Files.setAttribute(directory, "unix:mode", 02755);
        published.publish(version("two"));
        assertThat(Directories.mode(published.current().toRealPath()).bits() & 02000)
                .isEqualTo(02000);
    }

    @Test
    @DisplayName("P3 What the caller's code throws arrives as it is; the old version is current, and nothing is left")
    void leavesTheOldVersionWhenTheContentFails() throws IOException {
        published.publish(version("one"));
        for (Throwable thrown :
                List.of(new IOException("a"), new IllegalStateException("b"), new AssertionError("c"))) {
            assertThatThrownBy(() -> published.publish(next -> {
                        version("two").writeTo(next);
                        io.github.atomicwrite.internal.Failures.rethrow(thrown);
                    }))
                    .isSameAs(thrown);
            assertThat(current(directory)).isEqualTo("one");
            assertHoldsVersions(directory, 1);
            assertThat(events.get(events.size() - 1).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(events.get(events.size() - 1).failure()).isSameAs(thrown);
        }
    }

    @Test
    @DisplayName("P8 The directory is moved while a version is open, which stays; and a copy of it works")
    void worksAfterAMoveAndInACopy() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        PublishedDirectory.at(before, AtomicFileWriter.create()).publish(version("one"));
        Path after = directory.resolve("after");
        Snapshot snapshot =
                PublishedDirectory.at(before, AtomicFileWriter.create()).open();
        Files.move(before, after);
        PublishedDirectory moved =
                PublishedDirectory.at(after, AtomicFileWriter.create()).keeping(1);
        moved.publish(version("two"));
        assertHoldsVersions(after, 2);
        snapshot.close();
        moved.publish(version("three"));
        assertHoldsVersions(after, 1);

        Path copy = directory.resolve("copy");
        Programs.run("cp", "-a", after, copy);
        PublishedDirectory.at(copy, AtomicFileWriter.create()).publish(version("four"));
        assertThat(current(copy)).isEqualTo("four");
        assertHoldsVersions(copy, 2);
        assertThat(current(after)).isEqualTo("three");
    }

    @Test
    @DisplayName("P11 Links are kept as links and never followed; the bytes are those of all files, each name counted")
    void keepsLinks(@TempDir Path elsewhere) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("outside"), "much longer than the content");
        published.publish(next -> {
            Files.writeString(next.resolve("file"), "12345");
            Files.createLink(next.resolve("same"), next.resolve("file"));
            Files.createSymbolicLink(next.resolve("link"), outside);
            Files.createSymbolicLink(next.resolve("directory"), elsewhere);
            Files.createSymbolicLink(next.resolve("dangling"), Path.of("nowhere"));
        });
        Path version = published.current().toRealPath();
        assertThat(Files.readSymbolicLink(version.resolve("link"))).isEqualTo(outside);
        assertThat(Files.readSymbolicLink(version.resolve("dangling"))).isEqualTo(Path.of("nowhere"));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(event.bytes()).isEqualTo(10);
            assertThat(event.target()).isEqualTo(published.current());
        });
        published.keeping(1).publish(version("two"));
        assertThat(version).doesNotExist();
        assertThat(outside).hasContent("much longer than the content");
    }

    @Test
    @DisplayName("P8 If a copy of the directory has a lease under both of its names, the next publish removes one")
    void removesASecondNameOfTheLease() throws IOException {
        published.publish(version("one"));
        Files.createFile(
                directory.resolve(directory.resolve("current").toRealPath().getFileName() + ".new"));
        published.publish(version("two"));
        assertThat(current(directory)).isEqualTo("two");
        assertHoldsVersions(directory, 2);
    }
}
