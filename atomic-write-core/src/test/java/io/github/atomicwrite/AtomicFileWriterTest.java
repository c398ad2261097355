package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnmappableCharacterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileWriterTest {
    private final AtomicFileWriter writer = AtomicFileWriter.create();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "W2 W3 W4 Each entry point creates and replaces, whatever is forced, and leaves nothing beside the target")
    void createsAndReplaces(EntryPoint entryPoint) throws IOException {
        for (Durability durability : Durability.values()) {
            Path target = directory.resolve("target");
            for (String content : new String[] {"first", "the second, longer", "3", ""}) {
                if (content.isEmpty() && entryPoint == EntryPoint.STATE_FILE_UPDATE) {
                    continue; // an empty file is no state
                }
                entryPoint.write(writer.withDurability(durability), target, content);
                assertThat(target).hasContent(content);
                assertHoldsOnly(directory, "target");
            }
            Files.delete(target);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 65535, 65536, 65537, 1 << 20, (5 << 20) + 3})
    @DisplayName("W2 Content of any size arrives whole, in whatever pieces it is written")
    void writesContentOfAnySize(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Path target = directory.resolve("target");

        writer.writeBytes(target, content);
        assertThat(target).hasBinaryContent(content);

        assertThat(writer.write(target, new ByteArrayInputStream(content))).isEqualTo(size);
        assertThat(target).hasBinaryContent(content);

        Random pieces = new Random(42);
        writer.write(target, out -> {
            for (int from = 0; from < size; ) {
                int length = Math.min(size - from, pieces.nextInt(20_000));
                if (length == 1) {
                    out.write(content[from]);
                } else {
                    out.write(content, from, length);
                }
                if (pieces.nextInt(10) == 0) {
                    out.flush();
                }
                from += length;
            }
        });
        assertThat(target).hasBinaryContent(content);
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W2 A reader that has the old file open keeps the old content")
    void leavesTheOldFileToThoseWhoReadIt() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        try (InputStream reader = Files.newInputStream(target)) {
            writer.writeString(target, "new");
            assertThat(reader).hasContent("old");
        }
        assertThat(target).hasContent("new");
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, OutOfMemoryError.class})
    @DisplayName("W4 What a content writer throws leaves the old content and nothing else")
    void keepsTheOldContentWhenTheContentWriterFails(Class<? extends Throwable> type) throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "old");
        Throwable failure = type.getConstructor(String.class).newInstance("on purpose");
        assertThatThrownBy(() -> writer.write(target, out -> {
                    out.write(new byte[100_000]);
                    sneak(failure);
                }))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W4 A stream that fails half-way leaves the old content and nothing else")
    void keepsTheOldContentWhenTheInputFails() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        InputStream failing = new InputStream() {
            private int left = 30_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the pipe broke");
                }
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        assertThatThrownBy(() -> writer.write(target, failing)).hasMessage("the pipe broke");
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W4 An output that refuses more data is remembered, even if the content writer swallows the error")
    void failsTheCommitWhenAWriteErrorWasSwallowed() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        assertThatThrownBy(() -> writer.write(target, out -> {
                    out.close();
                    try {
                        out.write('x');
                    } catch (IOException swallowed) {
                        assertThat(swallowed).hasMessageContaining("closed");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not whole");
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("Contract A lent stream may be closed by its borrower, any number of times")
    void commitsWhenTheBorrowerClosesTheStream() throws IOException {
        Path target = directory.resolve("target");
        writer.write(target, out -> {
            try (OutputStream borrowed = out) {
                borrowed.write("content".getBytes(StandardCharsets.UTF_8));
            }
            out.close();
            out.flush();
        });
        assertThat(target).hasContent("content");
    }

    @Test
    @DisplayName("W12 Text is encoded with the writer's charset")
    void encodesWithTheWritersCharset() throws IOException {
        Path target = directory.resolve("target");
        String text = "Grüße, 世界 \uD83D\uDE00\n";
        writer.writeString(target, text);
        assertThat(target).hasBinaryContent(text.getBytes(StandardCharsets.UTF_8));
        writer.withCharset(StandardCharsets.UTF_16).writeString(target, CharBuffer.wrap(text));
        assertThat(target).hasBinaryContent(text.getBytes(StandardCharsets.UTF_16));
        Charset shifting = Charset.forName("ISO-2022-JP");
        writer.withCharset(shifting).writeString(target, "世界");
        assertThat(target).hasBinaryContent("世界".getBytes(shifting));
    }

    @Test
    @DisplayName("W12 What a charset can't express is reported, never replaced, and leaves the old content")
    void reportsWhatCanNotBeEncoded() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        String filler = "a".repeat(200_000);
        assertThatThrownBy(() -> writer.withCharset(StandardCharsets.ISO_8859_1).writeString(target, filler + "€"))
                .isInstanceOf(UnmappableCharacterException.class)
                .isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> writer.writeString(target, filler + "\uD83D"))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> writer.writeString(target, "\uDE00\uD83D" + filler))
                .isInstanceOf(MalformedInputException.class);
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W12 Surrogate pairs survive every buffer boundary")
    void keepsSurrogatePairsTogether() throws IOException {
        Path target = directory.resolve("target");
        for (int offset = 0; offset < 4; offset++) {
            String text = "x".repeat(offset) + "\uD83D\uDE00".repeat(100_000);
            writer.writeString(target, text);
            assertThat(Files.readString(target)).isEqualTo(text);
        }
    }

    @Test
    void refusesACharsetThatOnlyDecodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.withCharset(Charset.forName("x-JISAutoDetect")))
                .withMessageContaining("x-JISAutoDetect");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ä", "世界 \uD83D\uDE00", " ", "-rf", "new\nline", "tab\t", "*?[a]{b}", "\\", ".hidden", "a.tmp"})
    @DisplayName("W13 Odd names work")
    void writesToOddNames(String name) throws IOException {
        writer.writeString(directory.resolve(name), "content");
        assertThat(directory.resolve(name)).hasContent("content");
        assertHoldsOnly(directory, name);
    }

    @Test
    @DisplayName("W13 Names of 255 bytes work, in ASCII and beyond it")
    void writesToTheLongestNames() throws IOException {
        for (String name : new String[] {"n".repeat(255), "ä".repeat(127) + "n", "世".repeat(85)}) {
            Path target = directory.resolve(name);
            writer.writeString(target, "old");
            writer.writeString(target, "new");
            assertThat(target).hasContent("new");
            Files.delete(target);
            assertHoldsOnly(directory);
        }
    }

    @Test
    @DisplayName(
            "W13 A temporary lies beside the target, under a short, hidden name of fixed length that nobody can guess")
    void namesTemporariesUnpredictably() throws IOException {
        try (PendingFile one = writer.open(directory.resolve("a"));
                PendingFile two = writer.open(directory.resolve("n".repeat(255)))) {
            one.output().write('x');
            two.output().write('x');
            assertThat(Directories.names(directory))
                    .hasSize(2)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("\\.atomic-write-[0-9a-f]{12}-[0-9a-f]{16}-0{8}\\.tmp"));
        }
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName("A writer is immutable: what it is asked for makes another one")
    void isImmutable() throws IOException {
        Path target = directory.resolve("target");
        writer.withMode(FileMode.of(0600))
                .withCharset(StandardCharsets.UTF_16BE)
                .withDurability(Durability.NONE);
        writer.writeString(target, "ä");
        assertThat(target).hasBinaryContent("ä".getBytes(StandardCharsets.UTF_8));

        AtomicFileWriter all = writer.withCharset(StandardCharsets.UTF_16BE)
                .withMode(FileMode.of(0611))
                .withDurability(Durability.CONTENT);
        all.writeString(target, "ä");
        assertThat(target).hasBinaryContent("ä".getBytes(StandardCharsets.UTF_16BE));
        assertThat(Directories.mode(target)).hasToString("0611");
        all.withMode(null).writeString(directory.resolve("other"), "ä");
        assertThat(Directories.mode(directory.resolve("other"))).isNotEqualTo(FileMode.of(0611));
    }

    @Test
    @DisplayName("Nulls are refused before anything is created")
    void refusesNulls() {
        Path target = directory.resolve("target");
        assertThatNullPointerException().isThrownBy(() -> writer.writeBytes(target, null));
        assertThatNullPointerException().isThrownBy(() -> writer.writeString(target, null));
        assertThatNullPointerException().isThrownBy(() -> writer.write(target, (InputStream) null));
        assertThatNullPointerException().isThrownBy(() -> writer.write(target, (ContentWriter) null));
        assertThatNullPointerException().isThrownBy(() -> writer.writeBytes(null, new byte[0]));
        assertThatNullPointerException().isThrownBy(() -> writer.open(null));
        assertThatNullPointerException().isThrownBy(() -> writer.withDurability(null));
        assertThatNullPointerException().isThrownBy(() -> writer.withListener(null));
        assertHoldsOnly(directory);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
