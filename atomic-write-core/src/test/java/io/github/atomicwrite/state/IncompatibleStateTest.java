package io.github.atomicwrite.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S8, S9: what becomes of a file, or a state, that a format calls incompatible. */
class IncompatibleStateTest {
    @TempDir
    Path directory;

    private Path path;
    private final AtomicInteger handled = new AtomicInteger();
    private StateFile<String> file;

    @BeforeEach
    void writeAFileOfAnotherShape() throws IOException {
        path = Files.writeString(directory.resolve("state"), "other");
        file = StateFile.of(path, new Refusing(), AtomicFileWriter.create())
                .withCorruptionHandler((damaged, damage) -> handled.incrementAndGet());
    }

    @Test
    @DisplayName("S8 the file's path and the format's reason reach the reader, and no handler is called")
    void addsThePathAndCallsNoHandler() throws IOException {
        assertThatThrownBy(() -> file.read())
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessage(path + ": line: 1, column: 1: another shape")
                .hasCause(new IllegalArgumentException("no number"));
        assertThat(handled).hasValue(0);
        assertOnly("other");
    }

    @Test
    @DisplayName("S8 an update leaves a file of another shape as it is")
    void isNeverOverwrittenByAnUpdate() throws IOException {
        assertThatThrownBy(() -> file.update(() -> "initial", old -> "new"))
                .isInstanceOf(IncompatibleStateException.class);
        assertThat(handled).hasValue(0);
        assertOnly("other");
    }

    @Test
    @DisplayName("S8 quarantine leaves a file of another shape where it is")
    void isNeverQuarantined() throws IOException {
        StateFile<String> quarantined = file.withCorruptionHandler(CorruptionHandler.quarantine());
        assertThatThrownBy(quarantined::read).isInstanceOf(IncompatibleStateException.class);
        assertThatThrownBy(() -> quarantined.update(() -> "initial", old -> "new"))
                .isInstanceOf(IncompatibleStateException.class);
        assertOnly("other");
    }

    @Test
    @DisplayName("S8 write replaces a file of another shape")
    void isReplacedByAWrite() throws IOException {
        file.write("good");
        assertOnly("good");
        assertThat(file.read()).contains("good");
    }

    @Test
    @DisplayName("S9 the old file stays when the format refuses a state")
    void keepsTheOldFileWhenAStateIsRefused() throws IOException {
        file.write("good");
        assertThatThrownBy(() -> file.write("other"))
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessage(path + ": could not be read back");
        assertThatThrownBy(() -> file.update(() -> "", old -> "other")).isInstanceOf(IncompatibleStateException.class);
        assertOnly("good");
    }

    private void assertOnly(String content) throws IOException {
        assertThat(path).hasContent(content);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).as("what is in the directory").containsExactly(path);
        }
    }

    /** Calls one content another shape. */
    private static final class Refusing implements StateFormat<String> {
        @Override
        public void write(String state, OutputStream out) throws IOException {
            out.write(state.getBytes(StandardCharsets.UTF_8));
            if (state.equals("other")) {
                throw new IncompatibleStateException("could not be read back", null);
            }
        }

        @Override
        public String read(InputStream in) throws IOException {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.equals("other")) {
                throw new IncompatibleStateException(
                        "line: 1, column: 1: another shape", new IllegalArgumentException("no number"));
            }
            return text;
        }
    }
}
