package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that stays in use would take memory for ever, and no sweep of this process would remove its file. */
class TemporaryNameTest {
    private final AtomicFileWriter writer = AtomicFileWriter.create();
    private final List<TemporaryName> used = new ArrayList<>();

    @TempDir
    private Path directory;

    /** Notes the names of the temporaries that exist now. */
    private void look() {
        Directories.temporaries(directory).stream().map(TemporaryName::of).forEach(used::add);
        assertThat(used).isNotEmpty().noneMatch(TemporaryName::mayProbeLock);
    }

    private void assertReleased() {
        assertThat(used).allMatch(TemporaryName::mayProbeLock);
    }

    @Test
    @DisplayName("W19 A sweep may look at a temporary's lock once the write has ended, and not before")
    void isInUseDuringTheWrite() throws IOException {
        writer.write(directory.resolve("file"), out -> look());
        assertReleased();
    }

    @Test
    @DisplayName("W19 The same after a write that failed")
    void isInUseUntilTheWriteFails() {
        IOException failure = new IOException("no content");
        assertThat(catchThrowable(() -> writer.write(directory.resolve("file"), out -> {
                    look();
                    throw failure;
                })))
                .isSameAs(failure);
        assertReleased();
    }

    @Test
    @DisplayName("W19 The same for a pending file that is closed, and for a batch that is committed or not")
    void isInUseUntilAPendingFileOrABatchEnds() throws IOException {
        try (PendingFile file = writer.open(directory.resolve("file"))) {
            file.output().write(1);
            look();
        }
        assertReleased();
        for (boolean commits : new boolean[] {true, false}) {
            used.clear();
            try (WriteBatch batch = writer.batch()) {
                batch.writeString(directory.resolve("one"), "1");
                batch.writeString(directory.resolve("two"), "2");
                look();
                if (commits) {
                    batch.commit();
                }
            }
            assertReleased();
        }
    }
}
