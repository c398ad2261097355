package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and texts of unusual shapes. */
class ContentTest {
    @TempDir
    private Path directory;

    /** Returns no byte at each second call, as a stream does whose source isn't ready. */
    private static final class Hesitant extends InputStream {
        private final InputStream bytes;
        private boolean ready;

        Hesitant(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            ready = !ready;
            return ready ? bytes.read(buffer, offset, Math.min(length, 3)) : 0;
        }
    }

    @Test
    @DisplayName("W1 A stream is read to its end, even if a call returns no byte before it")
    void readsAHesitantStreamToItsEnd() throws IOException {
        Path target = directory.resolve("target");
        byte[] content = "the whole content".getBytes(StandardCharsets.US_ASCII);
        assertThat(AtomicFileWriter.create().write(target, new Hesitant(content)))
                .isEqualTo(content.length);
        assertThat(target).hasBinaryContent(content);
        assertHoldsOnly(directory, "target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "UTF-8", "UTF-16", "UTF-32LE", "ISO-2022-JP", "windows-1252"})
    @DisplayName("W1 Text of any length is encoded as the charset says, with what belongs before and behind it")
    void encodesText(String name) throws IOException {
        assumeTrue(Charset.isSupported(name), name + " is not known here");
        Charset charset = Charset.forName(name);
        String character = charset.newEncoder().canEncode('\u3042') ? "\u3042" : "x";
        Path target = directory.resolve("target");
        AtomicFileWriter writer = AtomicFileWriter.create().withCharset(charset);
        for (int length : new int[] {0, 1, 10, 60, 64, 70, 20_000, 65_536, 70_000, 200_000}) {
            String text = character.repeat(length);
            writer.writeString(target, text);
            assertThat(Files.readAllBytes(target)).as("%d characters", length).isEqualTo(text.getBytes(charset));
        }
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W4 Text that the charset can't express is an error wherever it is, and the old content stays")
    void refusesTextThatTheCharsetLacks() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        AtomicFileWriter writer = AtomicFileWriter.create().withCharset(StandardCharsets.US_ASCII);
        for (int length : new int[] {0, 10, 100_000}) {
            assertThatThrownBy(() -> writer.writeString(target, "x".repeat(length) + "\u3042"))
                    .isInstanceOf(UnmappableCharacterException.class);
            assertThatThrownBy(() -> writer.writeString(target, "x".repeat(length) + "\ud800"))
                    .isInstanceOf(MalformedInputException.class);
        }
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }
}
