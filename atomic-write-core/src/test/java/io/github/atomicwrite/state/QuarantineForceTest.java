package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.Directories;
import io.github.atomicwrite.LogRecorder;
import io.github.atomicwrite.RecordingStorage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quarantine survives power loss, or has not happened. */
class QuarantineForceTest {
    private final LogRecorder log = new LogRecorder(StateFile.class);

    @TempDir
    private Path directory;

    private Path damaged;
    private RecordingStorage storage;
    private CorruptStateException damage;

    @BeforeEach
    void damageAFile() throws IOException {
        directory = directory.toRealPath();
        damaged = Files.writeString(directory.resolve("state"), "damaged");
        storage = new RecordingStorage(Storages.of(damaged));
        damage = new CorruptStateException(damaged, "on purpose", null);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    @DisplayName("S7 The directory is forced once the damaged file is out of the way")
    void forcesTheMove() throws IOException {
        Quarantine.moveAside(storage.storage(), damaged, damage);
        assertThat(storage.takeForced()).containsExactly(directory);
        assertThat(Directories.names(directory)).singleElement().asString().startsWith("state.corrupt-");
        assertThat(log.records()).hasSize(1);
    }

    @Test
    @DisplayName("S7 If the directory can't be forced, that is the error, and the damaged file is back where it was")
    void movesTheFileBackIfTheMoveCanNotBeForced() throws IOException {
        IOException lost = new IOException("Input/output error");
        storage.failingToForce(directory, lost);
        assertThatThrownBy(() -> Quarantine.moveAside(storage.storage(), damaged, damage))
                .isSameAs(lost);
        assertThat(damaged).hasContent("damaged");
        assertHoldsOnly(directory, "state");
        assertThat(log.records()).isEmpty();
    }
}
