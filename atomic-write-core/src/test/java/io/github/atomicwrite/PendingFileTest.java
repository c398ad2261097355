package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
    private final AtomicFileWriter writer = AtomicFileWriter.create();

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void startWithAnOldFile() throws IOException {
        target = Files.writeString(directory.resolve("target"), "old");
    }

    @Test
    @DisplayName("W2 The target is old until the commit, and new after it")
    void showsNothingBeforeTheCommit() throws IOException {
        try (PendingFile file = writer.open(target)) {
            file.output().write("new".getBytes(UTF_8));
            file.output().flush();
            file.output().close();
            assertThat(target).hasContent("old");
            file.commit();
            assertThat(target).hasContent("new");
        }
        assertThat(target).hasContent("new");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("Contract Flushing the stream sends what it holds to the temporary, in order")
    void flushesToTheTemporary() throws IOException {
        try (PendingFile file = writer.open(target)) {
            file.output().write('a');
            file.output().write("bc".getBytes(UTF_8));
            file.output().flush();
            assertThat(Directories.temporaries(directory))
                    .singleElement()
                    .satisfies(temporary -> assertThat(temporary).hasContent("abc"));
            file.output().write('d');
            file.output().write("e".repeat(10_000).getBytes(UTF_8));
            file.commit();
        }
        assertThat(target).hasContent("abcd" + "e".repeat(10_000));
    }

    @Test
    @DisplayName("W4 Closing without a commit discards, any number of times")
    void discardsWhatIsNotCommitted() throws IOException {
        PendingFile file = writer.open(target);
        file.output().write(new byte[100_000]);
        file.close();
        file.close();
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W4 An exception in the block of a pending file discards it")
    void discardsWhenItsBlockFails() {
        assertThatThrownBy(() -> {
                    try (PendingFile file = writer.open(target)) {
                        file.output().write(1);
                        throw new IllegalStateException("on purpose");
                    }
                })
                .hasMessage("on purpose")
                .hasNoSuppressedExceptions();
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("Contract A file is committed once, and not after it was closed")
    void commitsOnce() throws IOException {
        try (PendingFile file = writer.open(target)) {
            file.output().write("new".getBytes(UTF_8));
            file.commit();
            Files.writeString(target, "changed since");
            assertThatIllegalStateException().isThrownBy(file::commit).withMessageContaining("target");
        }
        PendingFile closed = writer.open(target);
        closed.close();
        assertThatIllegalStateException().isThrownBy(closed::commit);
        assertThat(target).hasContent("changed since");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("Contract A stream kept beyond the end of its file refuses what comes too late")
    void refusesContentAfterTheEnd() throws IOException {
        OutputStream committed;
        try (PendingFile file = writer.open(target)) {
            committed = file.output();
            assertThat(file.output()).isSameAs(committed);
            file.commit();
        }
        OutputStream discarded;
        try (PendingFile file = writer.open(target)) {
            discarded = file.output();
            discarded.write('x');
        }
        assertThatThrownBy(() -> committed.write('x')).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> committed.write(new byte[10])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> discarded.write('x')).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> discarded.write(new byte[10_000])).isInstanceOf(IOException.class);
        discarded.flush();
        discarded.close();
        assertThat(target).isEmptyFile();
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("Contract The target of a pending file is where links end")
    void tellsItsTarget() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
        try (PendingFile file = writer.open(link)) {
            assertThat(file.target()).isEqualTo(target);
        }
        Path absent = directory.resolve("absent");
        try (PendingFile file = writer.open(absent)) {
            assertThat(file.target()).isEqualTo(absent);
        }
    }

    @Test
    @DisplayName("W2 A commit without any content makes an empty file, since that is what it was asked for")
    void commitsNothing() throws IOException {
        try (PendingFile file = writer.open(target)) {
            file.commit();
        }
        assertThat(target).isEmptyFile();
    }
}
