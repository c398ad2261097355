package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static io.github.atomicwrite.Directories.mode;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.RecordingStorage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileTest {
    private static final String QUARANTINED = "state.corrupt-20260102T030405Z";

    @TempDir
    private Path directory;

    private Path path;
    private RecordingStorage storage;

    @BeforeEach
    void putAStateThereByHand() throws IOException {
        directory = directory.toRealPath();
        path = Files.writeString(directory.resolve("state"), "state");
        storage = new RecordingStorage(Storages.of(path));
    }

    private DiskFile file(Durability durability) {
        return new DiskFile(path, AtomicFileWriter.create().withDurability(durability), of -> storage.storage());
    }

    private DiskFile file(AtomicFileWriter writer) {
        return new DiskFile(path, writer, Storages::of);
    }

    private static Optional<Object> write(DiskFile file) throws IOException {
        return file.write(out -> out.write("state".getBytes(US_ASCII)));
    }

    @Test
    @DisplayName("S5 What is not known to be durable is forced, and then its directory; after that, nothing is")
    void forcesTheFileAndItsDirectoryOnce() throws IOException {
        DiskFile file = file(Durability.FULL);
        Optional<Object> known = file.makeDurable(Optional.empty());
        assertThat(storage.takeForced()).containsExactly(path, directory);
        assertThat(known).isPresent();
        assertThat(file.makeDurable(known)).isEqualTo(known);
        assertThat(storage.takeForced()).isEmpty();
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S5 A file behind a link is forced in its own directory")
    void forcesTheDirectoryOfTheFile() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), path);
        DiskFile linked = new DiskFile(link, AtomicFileWriter.create(), of -> storage.storage());
        linked.makeDurable(Optional.empty());
        assertThat(storage.takeForced()).containsExactly(path, directory);
    }

    @Test
    @DisplayName("S5 What this process has written is durable already")
    void forcesNothingAfterAWrite() throws IOException {
        DiskFile file = file(Durability.FULL);
        Optional<Object> known = write(file);
        assertThat(known).isPresent();
        assertThat(file.makeDurable(known)).isEqualTo(known);
        assertThat(storage.takeForced()).isEmpty();
    }

    @Test
    @DisplayName("S5 Another file of the same bytes is forced, although the first was durable")
    void forcesAFileThatWasExchanged() throws IOException {
        DiskFile file = file(Durability.FULL);
        Optional<Object> known = file.makeDurable(Optional.empty());
        Path copy = Files.copy(path, directory.resolve("copy"));
        Files.move(copy, path, StandardCopyOption.ATOMIC_MOVE);
        storage.takeForced();
        assertThat(file.makeDurable(known)).isPresent().isNotEqualTo(known);
        assertThat(storage.takeForced()).containsExactly(path, directory);
    }

    @Test
    @DisplayName("S5 With CONTENT the file alone is forced, with NONE nothing, and neither is known to be durable")
    void forcesWhatTheDurabilitySays() throws IOException {
        DiskFile content = file(Durability.CONTENT);
        assertThat(write(content)).isEmpty();
        assertThat(content.makeDurable(Optional.empty())).isEmpty();
        assertThat(storage.takeForced()).containsExactly(path);
        DiskFile none = file(Durability.NONE);
        assertThat(write(none)).isEmpty();
        assertThat(none.makeDurable(Optional.empty())).isEmpty();
        assertThat(storage.takeForced()).isEmpty();
    }

    @Test
    @DisplayName("S5 With a weaker durability, what was durable before stays known as durable")
    void keepsWhatIsKnown() throws IOException {
        Optional<Object> known = file(Durability.FULL).makeDurable(Optional.empty());
        storage.takeForced();
        for (Durability durability : Durability.values()) {
            assertThat(file(durability).makeDurable(known)).isEqualTo(known);
        }
        assertThat(storage.takeForced()).isEmpty();

        Optional<Object> other = Optional.of("another version");
        assertThat(file(Durability.CONTENT).makeDurable(other)).isEqualTo(other);
        assertThat(file(Durability.NONE).makeDurable(other)).isEqualTo(other);
    }

    @Test
    @DisplayName("S5 If the file or its directory can't be forced, that is the error, and the file stays")
    void failsWhereAForceFails() throws IOException {
        IOException lost = new IOException("Input/output error");
        for (Path failing : new Path[] {path, directory}) {
            storage = new RecordingStorage(Storages.of(path)).failingToForce(failing, lost);
            assertThatThrownBy(() -> file(Durability.FULL).makeDurable(Optional.empty()))
                    .isSameAs(lost);
        }
        assertThat(path).hasContent("state");
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S7 A new file in the place of a quarantined one gets that one's mode, unless the writer has its own")
    void restoresTheModeOfTheQuarantinedFile() throws IOException {
        Files.move(path, directory.resolve(QUARANTINED));
        Files.setAttribute(directory.resolve(QUARANTINED), "unix:mode", 0640);
        write(file(AtomicFileWriter.create()));
        assertThat(mode(path)).hasToString("0640");
        Files.delete(path);
        write(file(AtomicFileWriter.create().withMode(FileMode.of(0604))));
        assertThat(mode(path)).hasToString("0604");
    }

    @Test
    @DisplayName("S7 W7 A file that exists keeps its own mode, whatever is in quarantine")
    void keepsTheModeOfTheFile() throws IOException {
        Files.createFile(directory.resolve(QUARANTINED));
        Files.setAttribute(directory.resolve(QUARANTINED), "unix:mode", 0640);
        Files.setAttribute(path, "unix:mode", 0604);
        write(file(AtomicFileWriter.create()));
        assertThat(mode(path)).hasToString("0604");
    }
}
