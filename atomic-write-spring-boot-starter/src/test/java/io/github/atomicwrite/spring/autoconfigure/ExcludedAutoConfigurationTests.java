package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.StateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Excludes one auto-configuration of an application, and tests that the others still work. */
class ExcludedAutoConfigurationTests {
    @TempDir
    Path directory;

    @Test
    void startsWithoutTheWriter() {
        try (ConfigurableApplicationContext application = without(AtomicWriteAutoConfiguration.class)) {
            assertThat(application.getBeansOfType(AtomicFileWriter.class)).isEmpty();
            assertThat(application.getBeansOfType(StateFiles.class)).isEmpty();
        }
    }

    @Test
    void writesStateFilesWithTheApplicationsWriterWithoutTheStartersWriter() throws IOException {
        try (ConfigurableApplicationContext application = Applications.withConfiguration(
                OwnWriter.class,
                "--spring.autoconfigure.exclude=" + AtomicWriteAutoConfiguration.class.getName(),
                "--atomic-write.mode=0640",
                "--atomic-write.state.directory=" + directory)) {
            assertThat(application.getBean(AtomicWriteProperties.class).getMode())
                    .hasToString("0640");
            application
                    .getBean(StateFiles.class)
                    .open("state.json", String.class)
                    .write("new");
            assertThat(directory.resolve("state.json")).hasContent("\"new\"");
        }
    }

    @Test
    void writesFilesWithoutTheMeters() throws IOException {
        try (ConfigurableApplicationContext application = without(AtomicWriteMetricsAutoConfiguration.class)) {
            assertThat(application.containsBean("atomicWriteMeters")).isFalse();
            application
                    .getBean(StateFiles.class)
                    .open("state.json", String.class)
                    .write("new");
            assertThat(directory.resolve("state.json")).hasContent("\"new\"");
        }
    }

    @Test
    void writesFilesWithoutTheStateFiles() throws IOException {
        try (ConfigurableApplicationContext application = without(StateFilesAutoConfiguration.class)) {
            assertThat(application.getBeansOfType(StateFiles.class)).isEmpty();
            application.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "new");
            assertThat(directory.resolve("file")).hasContent("new");
        }
    }

    @Test
    void writesFilesWithoutHealthAndEndpoint() throws IOException {
        for (Class<?> excluded : List.of(
                Boot3HealthAutoConfiguration.class,
                Boot4HealthAutoConfiguration.class,
                StateFilesEndpointAutoConfiguration.class)) {
            try (ConfigurableApplicationContext application = without(excluded)) {
                application
                        .getBean(StateFiles.class)
                        .open("state.json", String.class)
                        .write(excluded.getSimpleName());
                assertThat(directory.resolve("state.json")).hasContent('"' + excluded.getSimpleName() + '"');
            }
        }
    }

    private ConfigurableApplicationContext without(Class<?> autoConfiguration) {
        return Applications.withArguments(
                "--spring.autoconfigure.exclude=" + autoConfiguration.getName(),
                "--atomic-write.mode=0640",
                "--atomic-write.state.directory=" + directory);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnWriter {
        @Bean
        AtomicFileWriter writer() {
            return AtomicFileWriter.create();
        }
    }
}
