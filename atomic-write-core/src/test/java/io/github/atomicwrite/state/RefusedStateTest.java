package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a read would refuse must not be written, or the program that wrote it can't start again. */
class RefusedStateTest {
    private static final String OLD = "\"old\"";

    @TempDir
    private Path directory;

    private Path path;

    /** Writes an absent value as JSON does, and reads it as a mapper does that knows nothing of Optional: as null. */
    private static final class NullFormat implements StateFormat<Optional<String>> {
        @Override
        public void write(Optional<String> state, OutputStream out) throws IOException {
            String json = state.isEmpty() ? "null" : '"' + state.get() + '"';
            out.write(json.getBytes(UTF_8));
        }

        @Override
        @SuppressWarnings({"NullAway", "OptionalAssignedToNull"}) // as some mappers do
        public Optional<String> read(InputStream in) throws IOException {
            String json = new String(in.readAllBytes(), UTF_8);
            return json.equals("null") ? null : Optional.of(json.substring(1, json.length() - 1));
        }
    }

    @BeforeEach
    void startWithAState() throws IOException {
        path = Files.writeString(directory.resolve("state"), OLD);
    }

    private StateFile<Optional<String>> state() {
        return StateFile.of(path, new NullFormat(), AtomicFileWriter.create());
    }

    @Test
    @DisplayName("S9 An update that stores an empty Optional is refused, and the old state stays")
    void refusesAnUpdateToAnEmptyOptional() throws IOException {
        expectRefusal(() -> state().update(Optional::empty, before -> Optional.empty()));
    }

    @Test
    @DisplayName("S9 A write of an empty Optional is refused, and the old state stays")
    void refusesToWriteAnEmptyOptional() throws IOException {
        expectRefusal(() -> state().write(Optional.empty()));
    }

    @Test
    @DisplayName("S9 An initial state that is an empty Optional is refused, and no file is created")
    void refusesAnEmptyOptionalToBeginWith() throws IOException {
        Files.delete(path);
        assertThat(catchThrowable(() -> state().update(Optional::empty, before -> before)))
                .isNotNull();
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName("S9 An update or a write that stores null is refused, and the old state stays")
    @SuppressWarnings("NullAway") // on purpose
    void refusesNull() throws IOException {
        expectRefusal(() -> state().update(Optional::empty, before -> null));
        expectRefusal(() -> state().write(null));
    }

    @FunctionalInterface
    private interface Refused {
        void run() throws IOException;
    }

    private void expectRefusal(Refused refused) throws IOException {
        assertThat(catchThrowable(refused::run)).isNotNull();
        assertThat(path).hasContent(OLD);
        assertHoldsOnly(directory, "state");
        assertThat(state().read()).contains(Optional.of("old"));
    }
}
