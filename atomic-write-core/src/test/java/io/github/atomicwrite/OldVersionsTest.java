package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.current;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep does to each kind of file that a killed publisher can leave. */
class OldVersionsTest {
    private static final String LEFT = ".v-00000000000000aa";

    @TempDir
    private Path directory;

    private Storage storage;
    private PublishedDirectory published;

    @BeforeEach
    void publishTwoVersions() throws IOException {
        storage = Storages.of(directory);
        published = PublishedDirectory.at(directory, AtomicFileWriter.create());
        published.publish(version("old"));
        published.publish(version("current"));
    }

    private Path left(String suffix) {
        return directory.resolve(LEFT + suffix);
    }

    private Path leftDirectory(String suffix) throws IOException {
        Path left = Files.createDirectory(left(suffix));
        Files.writeString(Files.createDirectory(left.resolve("inner")).resolve("file"), "left");
        return left;
    }

    private void assertSwept(Path... expected) throws IOException {
        assertThat(StaleTemporaries.sweep(directory)).containsExactlyInAnyOrder(expected);
        assertHoldsVersions(directory, 2);
        assertThat(current(directory)).isEqualTo("current");
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
    }

    @Test
    @DisplayName("P10 A link that was not moved is removed, and not what it leads to")
    void removesALink() throws IOException {
        Path version = Files.readSymbolicLink(published.current());
        assertSwept(Files.createSymbolicLink(left(".link"), version));
    }

    @Test
    @DisplayName("P10 A directory that was being removed goes with all that is in it")
    void removesWhatWasBeingRemoved() throws IOException {
        assertSwept(leftDirectory(".old"));
    }

    @Test
    @DisplayName("P10 A version that was never published is removed with its lease, and its directory is returned")
    void removesAnUnpublishedVersion() throws IOException {
        Files.createFile(left(".new"));
        assertSwept(leftDirectory(""));
    }

    @Test
    @DisplayName("P10 A lease without a version is removed, whether that was published or not")
    void removesALeaseWithoutAVersion() throws IOException {
        assertSwept(Files.createFile(left(".new")));
        assertSwept(Files.createFile(left(".0000000000000009")));
    }

    @Test
    @DisplayName("P10 All that is left of several versions is removed at once")
    void removesAll() throws IOException {
        Path old = leftDirectory(".old");
        Path link = Files.createSymbolicLink(left(".link"), Path.of(LEFT));
        Path other = Files.createFile(directory.resolve(".v-00000000000000bb.new"));
        assertSwept(old, link, other);
    }

    @Test
    @DisplayName("P10 A version that someone writes or reads stays, until nobody does any more")
    void keepsWhatIsHeld() throws IOException {
        Path lease = Files.createFile(left(".new"));
        Path content = leftDirectory("");
        try (Closeable writer = storage.tryLockShared(lease)) {
            assertThat(writer).isNotNull();
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
            assertThat(content.resolve("inner/file")).hasContent("left");
            assertThat(lease).exists();
        }
        assertSwept(content);
    }

    @Test
    @DisplayName("P10 A directory without a lease, and names of another form, are no leftovers")
    void keepsWhatIsNoLeftover() throws IOException {
        Path content = leftDirectory("");
        Path other = Files.createFile(left(".other"));
        Path shorter = Files.createFile(directory.resolve(".v-aa.new"));
        assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        assertThat(content.resolve("inner/file")).hasContent("left");
        assertThat(other).exists();
        assertThat(shorter).exists();
    }

    @Test
    @DisplayName("P10 A sweep that finds nothing takes no turn, and so creates no file and waits for nobody")
    void takesNoTurnForNothing() throws IOException {
        Path plain = Files.createDirectory(directory.resolve("plain"));
        assertThat(StaleTemporaries.sweep(plain)).isEmpty();
        assertHoldsOnly(plain);
        try (Closeable turn = PublishTurn.take(storage, directory)) {
            assertThat(turn).isNotNull();
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
        }
    }

    @Test
    @DisplayName("P5 A publish removes a version that is too old only if nobody holds it")
    void keepsAnOldVersionThatIsHeld() throws IOException {
        try (PublishedDirectory.Snapshot snapshot = published.open()) {
            published.keeping(1).publish(version("new"));
            assertHoldsVersions(directory, 2);
            assertThat(Publishing.read(snapshot.directory())).isEqualTo("current");
        }
        published.keeping(1).publish(version("newer"));
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P5 P6 A copy of a directory with both names of a lease is repaired by the next publish")
    void repairsALeaseWithBothNames() throws IOException {
        Path version = directory.resolve(Files.readSymbolicLink(published.current()));
        Path both = Files.createFile(directory.resolve(version.getFileName() + ".new"));
        published.publish(version("new"));
        assertThat(both).doesNotExist();
        assertThat(current(directory)).isEqualTo("new");
        assertHoldsVersions(directory, 2);
        assertThat(version).isDirectory();
    }

    @Test
    @DisplayName("P5 P6 A lease that a killed publisher has not renamed is repaired by the next publish")
    void repairsALeaseWithTheOldName() throws IOException {
        Path version = directory.resolve(Files.readSymbolicLink(published.current()));
        String lease = Directories.names(directory).stream()
                .filter(name -> name.startsWith(version.getFileName() + "."))
                .findAny()
                .orElseThrow();
        Files.move(directory.resolve(lease), directory.resolve(version.getFileName() + ".new"));
        try (PublishedDirectory.Snapshot snapshot = published.open()) {
            assertThat(Publishing.read(snapshot.directory())).isEqualTo("current");
        }
        published.publish(version("new"));
        assertThat(current(directory)).isEqualTo("new");
        assertHoldsVersions(directory, 2);
        assertThat(version).as("the second newest version").isDirectory();
    }
}
