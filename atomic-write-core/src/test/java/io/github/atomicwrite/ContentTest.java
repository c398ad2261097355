package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
