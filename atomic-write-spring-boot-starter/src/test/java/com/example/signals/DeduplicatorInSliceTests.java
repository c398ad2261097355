package com.example.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.spring.autoconfigure.AtomicWriteAutoConfiguration;
import io.github.atomicwrite.spring.autoconfigure.StateFilesAutoConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@JsonTest
@ImportAutoConfiguration({AtomicWriteAutoConfiguration.class, StateFilesAutoConfiguration.class})
@Import(SignalDeduplicator.class)
class DeduplicatorInSliceTests {
    @TempDir
    static Path directory;

    @Autowired
    private SignalDeduplicator deduplicator;

    @DynamicPropertySource
    static void stateDirectory(DynamicPropertyRegistry registry) {
        registry.add("atomic-write.state.directory", directory::toString);
    }

    @Test
    void keepsTheSignalsInTheDirectoryOfTheTest() throws IOException {
        assertThat(deduplicator.isNew("signal")).isTrue();
        assertThat(directory.resolve("seen-signals.json")).isRegularFile();
    }

    @SpringBootConfiguration
    static class Application {}
}
