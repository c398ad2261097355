package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
    private static final byte[] NEW = "new".getBytes(UTF_8);

    @TempDir
    Path directory;

    private Path target;
    private Replacement replacement;

    @BeforeEach
    void writeTheOldContent() throws IOException {
        target = Files.writeString(directory.resolve("target"), "old");
        replacement = new Replacement(target, new Progress(false));
    }

    @Test
    void replacesTheTargetOnCommit() throws IOException {
        replacement.open(AtomicFileWriter.create());
        replacement.write(NEW, NEW.length);
        replacement.commit();
        replacement.close();
        assertThat(directory.toFile().list()).containsExactly("target");
        assertThat(target).hasContent("new");
    }

    @Test
    void keepsTheTargetAndLeavesNothingElseIfCancelled() throws IOException {
        replacement.open(AtomicFileWriter.create());
        replacement.write(NEW, NEW.length);
        replacement.cancel();
        assertThatNothingHasChanged();
    }

    @Test
    void refusesEveryStepAfterCancellation() throws IOException {
        replacement.open(AtomicFileWriter.create());
        replacement.cancel();
        assertThatThrownBy(() -> replacement.write(NEW, NEW.length)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(replacement::commit).isInstanceOf(CancellationException.class);
        assertThatNothingHasChanged();
    }

    @Test
    void doesNotOpenIfCancelledBefore() throws IOException {
        replacement.cancel();
        assertThatThrownBy(() -> replacement.open(AtomicFileWriter.create())).isInstanceOf(CancellationException.class);
        assertThatNothingHasChanged();
    }

    @Test
    void keepsTheNewContentIfCancelledAfterTheCommit() throws IOException {
        replacement.open(AtomicFileWriter.create());
        replacement.write(NEW, NEW.length);
        replacement.commit();
        replacement.cancel();
        assertThat(target).hasContent("new");
    }

    private void assertThatNothingHasChanged() {
        assertThat(directory.toFile().list()).containsExactly("target");
        assertThat(target).hasContent("old");
    }
}
