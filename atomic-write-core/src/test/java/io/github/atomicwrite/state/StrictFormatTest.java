package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats that write their bytes in different ways. */
class StrictFormatTest {
    @TempDir
    private Path directory;

    private Path path;

    /** Writes text in one way, and reads it whole. */
    private interface Text extends StateFormat<String> {
        @Override
        default String read(InputStream in) throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void writeByteByByte(String state, OutputStream out) throws IOException {
        for (byte one : state.getBytes(StandardCharsets.US_ASCII)) {
            out.write(one);
        }
    }

    private static void writeWhole(String state, OutputStream out) throws IOException {
        out.write(state.getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends with an array of no bytes, as a writer does that flushes an empty buffer. */
    private static void writeThenNothing(String state, OutputStream out) throws IOException {
        writeWhole(state, out);
        out.write(new byte[0]);
    }

    @BeforeEach
    void startWithAState() throws IOException {
        path = Files.writeString(directory.resolve("state"), "old");
    }

    private StateFile<String> state(Text format) {
        return StateFile.of(path, format, AtomicFileWriter.create());
    }

    @Test
    @DisplayName("S1 A state is written whole, whether the format writes single bytes, an array, or ends with no byte")
    void writesWhatTheFormatWrites() throws IOException {
        Text[] formats = {
            StrictFormatTest::writeByteByByte, StrictFormatTest::writeWhole, StrictFormatTest::writeThenNothing
        };
        for (int i = 0; i < formats.length; i++) {
            StateFile<String> state = state(formats[i]);
            state.write("written " + i);
            assertThat(path).hasContent("written " + i);
            assertThat(state.update(() -> "absent", before -> before + ", updated"))
                    .isEqualTo("written " + i + ", updated");
            assertThat(path).hasContent("written " + i + ", updated");
        }
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S9 A state whose format writes no byte is refused, and the old state stays")
    void refusesAStateOfNoBytes() throws IOException {
        StateFile<String> state = state(StrictFormatTest::writeWhole);
        assertThatThrownBy(() -> state.write(""))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("wrote no byte");
        assertThatThrownBy(() -> state.update(() -> "absent", before -> ""))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("wrote no byte");
        assertThat(path).hasContent("old");
        assertHoldsOnly(directory, "state");
    }
}
