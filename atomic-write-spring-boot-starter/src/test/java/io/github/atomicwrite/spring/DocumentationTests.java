package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation shows the code that is compiled and run here. */
class DocumentationTests {
    private static final Path PROJECT = Path.of("..");
    private static final Path GUIDE = PROJECT.resolve("docs/spring-boot.md");
    private static final Path OPERATIONS = PROJECT.resolve("docs/operations.md");
    private static final Path TESTING = PROJECT.resolve("docs/testing-applications.md");
    /** Web snippets need a dependency that the project of a new user does not have. */
    private static final Pattern SNIPPET = Pattern.compile(
            "^<!-- (?:web )?snippet: (\\S+) -->\\n```\\w*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern PROPERTY = Pattern.compile(
            "^\\| `((?:management\\.health\\.)?atomic-write\\.\\S+)` \\| (.*?) \\| .*$", Pattern.MULTILINE);

    @Test
    void showsTheCodeThatIsTested() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        for (Path page : List.of(GUIDE, OPERATIONS, TESTING)) {
            assertThat(snippetsOf(page)).as("%s", page).isNotEmpty();
            snippets.putAll(snippetsOf(page));
        }
        for (Map.Entry<String, String> snippet : snippets.entrySet()) {
            if (snippet.getKey().endsWith(".java")) {
                Path source = Path.of(snippet.getKey().replace("src/main/", "src/test/"));
                assertThat(source).hasContent(snippet.getValue());
            }
        }
    }

    @Test
    void listsEachPropertyAndItsDefaultAsTheMetadataDoes() throws IOException {
        JsonNode metadata = new ObjectMapper()
                .readTree(Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json")));
        Map<String, String> defaults = new LinkedHashMap<>();
        for (JsonNode property : metadata.path("properties")) {
            if (property.path("name").asText().startsWith("management.endpoint.statefiles.")) {
                continue;
            }
            JsonNode value = property.path("defaultValue");
            defaults.put(property.path("name").asText(), value.isMissingNode() ? "" : '`' + value.asText() + '`');
        }
        Map<String, String> documented = new LinkedHashMap<>();
        PROPERTY.matcher(Files.readString(GUIDE) + Files.readString(OPERATIONS))
                .results()
                .forEach(row -> documented.put(row.group(1), row.group(2).replaceAll("^(not set|none)$", "")));
        assertThat(documented).hasSizeGreaterThan(5).containsExactlyInAnyOrderEntriesOf(defaults);
    }

    private static Map<String, String> snippetsOf(Path document) throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        SNIPPET.matcher(Files.readString(document))
                .results()
                .forEach(snippet -> snippets.put(snippet.group(1), snippet.group(2)));
        return snippets;
    }
}
