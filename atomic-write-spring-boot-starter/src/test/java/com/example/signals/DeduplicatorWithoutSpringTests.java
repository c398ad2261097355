package com.example.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.jackson.Jackson3Formats;
import io.github.atomicwrite.spring.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DeduplicatorWithoutSpringTests {
    @TempDir
    Path directory;

    private SignalDeduplicator deduplicator() {
        JsonMapper mapper = JsonMapper.builder().build();
        return new SignalDeduplicator(
                new StateFiles(directory, AtomicFileWriter.create(), new Jackson3Formats(mapper)::of));
    }

    @Test
    void remembersASignalAfterARestart() throws IOException {
        assertThat(deduplicator().isNew("signal")).isTrue();
        assertThat(deduplicator().isNew("signal")).isFalse();
    }

    @Test
    void movesADamagedFileAside() throws IOException {
        Files.writeString(directory.resolve("seen-signals.json"), "{\"signal\":\"20");
        assertThat(deduplicator().isNew("signal")).isTrue();
        assertThat(directory).isDirectoryContaining("glob:**.corrupt-*");
    }

    @Test
    void failsIfTheSignalCanNotBeRemembered() throws IOException {
        Files.delete(directory);
        assertThatThrownBy(() -> deduplicator().isNew("signal")).isInstanceOf(NoSuchFileException.class);
        Files.createDirectory(directory);
    }
}
