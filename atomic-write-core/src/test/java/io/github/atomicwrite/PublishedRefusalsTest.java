package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static io.github.atomicwrite.Publishing.assertHoldsVersions;
import static io.github.atomicwrite.Publishing.current;
import static io.github.atomicwrite.Publishing.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.atomicwrite.CommitEvent.Outcome;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedRefusalsTest {
    @TempDir
    private Path directory;

    private final List<CommitEvent> events = new ArrayList<>();
    private PublishedDirectory published;

    @BeforeEach
    void nameTheDirectory() {
        published = PublishedDirectory.at(directory, AtomicFileWriter.create().withListener(events::add));
    }

    @Test
    @DisplayName("P7 A current that is no link to a version is refused, before anything is created")
    void refusesAForeignCurrent() throws IOException {
        Path link = directory.resolve("current");
        refuses(() -> Files.createDirectory(link));
        refuses(() -> Files.writeString(link, "kept"));
        refuses(() -> Files.createSymbolicLink(link, directory.resolve(".v-0123456789abcdef")));
        refuses(() -> Files.createSymbolicLink(link, Path.of("elsewhere")));
        refuses(() -> Files.createSymbolicLink(link, Path.of("../.v-0123456789abcdef")));
        refuses(() -> Files.createSymbolicLink(link, Path.of(".v-0123456789abcdef.new")));
    }

    private interface Setting {
        void up() throws IOException;
    }

    private void refuses(Setting setting) throws IOException {
        setting.up();
        events.clear();
        assertThatThrownBy(() -> published.publish(next -> {
                    throw new AssertionError("nothing may be written");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not a link to a published version");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(event.bytes()).isZero();
            assertThat(event.target()).isEqualTo(published.current());
        });
        assertThatThrownBy(published::open).isInstanceOf(FileSystemException.class);
        assertHoldsOnly(directory, "current");
        Files.delete(directory.resolve("current"));
    }

    @Test
    @DisplayName("P7 A link of ours that dangles is an error for a reader, and is replaced by a publish")
    void replacesADanglingLink() throws IOException {
        Files.createSymbolicLink(published.current(), Path.of(".v-0123456789abcdef"));
        assertThatThrownBy(published::open).isInstanceOf(NoSuchFileException.class);
        published.publish(version("one"));
        assertThat(current(directory)).isEqualTo("one");
        assertHoldsVersions(directory, 1);
    }

    @Test
    @DisplayName("P7 A directory that is missing, or is none, is refused; and one without a version has none to open")
    void refusesWhatIsNoDirectory() throws IOException {
        assertThatThrownBy(published::open)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nothing has been published");
        Path file = Files.createFile(directory.resolve("file"));
        for (String path : List.of("absent", "file")) {
            PublishedDirectory none = PublishedDirectory.at(directory.resolve(path), AtomicFileWriter.create());
            Class<?> expected = path.equals("file") ? NotDirectoryException.class : NoSuchFileException.class;
            assertThatThrownBy(() -> none.publish(version("one"))).isInstanceOf(expected);
            assertThatThrownBy(none::open).isInstanceOf(expected);
        }
        assertThat(file).isEmptyFile();
        assertHoldsOnly(directory, "file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "windows"})
    @DisplayName("P9 Where there are no links, modes and locks, both are refused and nothing is created")
    void refusesOtherProviders(String kind) throws IOException {
        Configuration configuration = kind.equals("unix") ? Configuration.unix() : Configuration.windows();
        try (FileSystem other = Jimfs.newFileSystem(configuration)) {
            Path place = Files.createDirectory(other.getPath("place"));
            PublishedDirectory none =
                    PublishedDirectory.at(place, AtomicFileWriter.create().withListener(events::add));
            assertThatThrownBy(() -> none.publish(version("one"))).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(none::open).isInstanceOf(UnsupportedOperationException.class);
            assertThat(Directories.names(place)).isEmpty();
            assertThat(StaleTemporaries.sweep(place)).isEmpty();
            assertThat(events).hasSize(1);
        }
    }

    @Test
    @DisplayName("P11 A pipe in the content is refused, and nothing is left")
    void refusesAPipe() throws IOException {
        published.publish(version("one"));
        assertThatThrownBy(() -> published.publish(next -> {
                    Programs.run(
                            "mkfifo",
                            Files.createDirectory(next.resolve("inner")).resolve("pipe"));
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("not a pipe");
        assertThat(current(directory)).isEqualTo("one");
        assertHoldsVersions(directory, 1);
    }
}
