package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.Applications.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

class PropertiesBindingTests {
    @TempDir
    Path directory;

    @Test
    void hasDefaults() {
        try (ConfigurableApplicationContext application = Applications.withArguments()) {
            AtomicWriteProperties properties = properties(application);
            assertThat(properties.getMode()).isNull();
            assertThat(properties.getEncoding()).isEqualTo(StandardCharsets.UTF_8);
            assertThat(properties.getDurability()).isEqualTo(Durability.FULL);
            assertThat(properties.getMetrics().isEnabled()).isTrue();
            assertThat(properties.getState().getDirectory()).isEqualTo(".");
            assertThat(properties.getState().isExclusive()).isTrue();
            assertThat(properties.getSweep().getDirectories()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bindsEachProperty(Source source) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("atomic-write.mode", "0640");
        values.put("atomic-write.encoding", "UTF-16LE");
        values.put("atomic-write.durability", "content");
        values.put("atomic-write.metrics.enabled", "false");
        values.put("atomic-write.state.directory", directory + "/state");
        values.put("atomic-write.state.exclusive", "false");
        values.put("atomic-write.sweep.directories[0]", directory + "/one");
        values.put("atomic-write.sweep.directories[1]", directory + "/two");
        try (ConfigurableApplicationContext application = source.run(directory, values)) {
            AtomicWriteProperties properties = properties(application);
            assertThat(properties.getMode()).isEqualTo(FileMode.of(0640));
            assertThat(properties.getEncoding()).isEqualTo(StandardCharsets.UTF_16LE);
            assertThat(properties.getDurability()).isEqualTo(Durability.CONTENT);
            assertThat(properties.getMetrics().isEnabled()).isFalse();
            assertThat(properties.getState().getDirectory()).isEqualTo(directory + "/state");
            assertThat(properties.getState().isExclusive()).isFalse();
            assertThat(properties.getSweep().getDirectories()).containsExactly(directory + "/one", directory + "/two");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0640, 0640",
        "0o640, 0640",
        "0O2750, 2750",
        "640, 0640",
        "rw-r-----, 0640",
        "2750, 2750",
        "0416, 0416",
        "0, 0000"
    })
    void acceptsModesAsText(String text, String mode) {
        for (Source source : Source.values()) {
            try (ConfigurableApplicationContext application =
                    source.run(directory, Map.of("atomic-write.mode", text))) {
                assertThat(properties(application).getMode())
                        .as("from %s", source)
                        .hasToString(mode);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void treatsABlankModeAsUnset(Source source) {
        for (String blank : List.of("", "  ")) {
            try (ConfigurableApplicationContext application =
                    source.run(directory, Map.of("atomic-write.mode", blank))) {
                assertThat(properties(application).getMode())
                        .as("\"%s\"", blank)
                        .isNull();
            }
        }
    }

    @Test
    void treatsAModeWithoutAValueInYamlAsUnset() {
        try (ConfigurableApplicationContext application =
                Applications.withFile(directory, "application.yml", "atomic-write:\n  mode:\n")) {
            assertThat(properties(application).getMode()).isNull();
        }
    }

    @Test
    void bindsAListFromYaml() {
        String yaml = "atomic-write:\n  sweep:\n    directories:\n      - /one\n      - /two\n";
        try (ConfigurableApplicationContext application = Applications.withFile(directory, "application.yml", yaml)) {
            assertThat(properties(application).getSweep().getDirectories()).containsExactly("/one", "/two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF", "io/github/atomicwrite"})
    void readsADirectoryAsAPathEvenIfAResourceHasThatName(String name) {
        assertThat(getClass().getClassLoader().getResource(name)).isNotNull();
        assertThat(ConfiguredPath.of(AtomicWriteProperties.STATE_DIRECTORY, name))
                .isEqualTo(Path.of(name));
    }

    @Test
    void skipsADirectoryThatDoesNotExist() {
        Path absent = directory.resolve("absent");
        try (ConfigurableApplicationContext application =
                Applications.withArguments("--atomic-write.sweep.directories=" + absent)) {
            assertThat(application.isActive()).isTrue();
            assertThat(Files.exists(absent)).isFalse();
        }
    }

    private static AtomicWriteProperties properties(ConfigurableApplicationContext application) {
        return application.getBean(AtomicWriteProperties.class);
    }
}
