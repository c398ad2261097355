package com.example.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class DeduplicatorInSpringTests {
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
    @EnableAutoConfiguration
    @Import(SignalDeduplicator.class)
    static class Application {}
}
