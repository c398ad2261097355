package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the metadata that IDEs show for the properties. */
class ConfigurationMetadataTests {
    private static JsonNode metadata;

    @BeforeAll
    static void readMetadata() throws IOException {
        URL starter = AtomicWriteProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {starter}, null);
                InputStream in = alone.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
            metadata = new ObjectMapper().readTree(in);
        }
    }

    @Test
    void hasEachPropertyWithItsTypeAndDefault() {
        Map<String, String> properties = new TreeMap<>();
        for (JsonNode property : metadata.path("properties")) {
            String name = property.path("name").asText();
            if (!name.startsWith("management.endpoint.statefiles.")) {
                properties.put(
                        name,
                        property.path("type").asText() + " = "
                                + property.path("defaultValue").asText());
            }
        }
        assertThat(properties)
                .containsExactly(
                        Map.entry("atomic-write.durability", "io.github.atomicwrite.Durability = full"),
                        Map.entry("atomic-write.encoding", "java.nio.charset.Charset = UTF-8"),
                        Map.entry("atomic-write.metadata-store.file", "java.lang.String = "),
                        Map.entry("atomic-write.metrics.enabled", "java.lang.Boolean = true"),
                        Map.entry("atomic-write.mode", "io.github.atomicwrite.FileMode = "),
                        Map.entry("atomic-write.state.directory", "java.lang.String = ."),
                        Map.entry("atomic-write.state.exclusive", "java.lang.Boolean = true"),
                        Map.entry("atomic-write.sweep.directories", "java.util.List<java.lang.String> = "),
                        Map.entry("management.health.atomic-write.enabled", "java.lang.Boolean = true"));
    }

    @Test
    void describesEachPropertyInASentence() {
        assertThat(metadata.path("properties"))
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).matches("[A-Z].*\\."));
    }

    @Test
    void suggestsOnlyValuesThatAreAccepted() {
        Map<String, Integer> hints = new TreeMap<>();
        metadata.path("hints")
                .forEach(hint -> hints.put(
                        hint.path("name").asText(), hint.path("values").size()));
        assertThat(hints)
                .containsOnlyKeys(
                        "atomic-write.durability",
                        "atomic-write.encoding",
                        "atomic-write.metadata-store.file",
                        "atomic-write.mode",
                        "atomic-write.state.directory");
        assertThat(hints.values()).allSatisfy(values -> assertThat(values).isPositive());
        FileModeConverter modes = new FileModeConverter();
        assertThat(hintsFor("atomic-write.mode"))
                .allSatisfy(value -> assertThat(value.path("description").asText())
                        .startsWith(modes.convert(value.path("value").asText()).toString()));
        assertThat(hintsFor("atomic-write.encoding"))
                .allSatisfy(value -> assertThat(java.nio.charset.Charset.isSupported(
                                value.path("value").asText()))
                        .isTrue());
        assertThat(hintsFor("atomic-write.durability"))
                .map(value -> value.path("value").asText())
                .containsExactly("full", "content", "none");
    }

    private static Iterable<JsonNode> hintsFor(String property) {
        for (JsonNode hint : metadata.path("hints")) {
            if (hint.path("name").asText().equals(property)) {
                return hint.path("values");
            }
        }
        throw new AssertionError("no hint for " + property);
    }
}
