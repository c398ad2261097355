package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation shows the code that is compiled and run here. */
class DocumentationTests {
    private static final Path PROJECT = Path.of("..");
    private static final Path GUIDE = PROJECT.resolve("docs/spring-boot.md");
    private static final Pattern SNIPPET =
            Pattern.compile("^<!-- snippet: (\\S+) -->\\n```\\w*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void showsTheCodeThatIsTested() throws IOException {
        Map<String, String> snippets = snippetsOf(GUIDE);
        assertThat(snippets).hasSizeGreaterThan(3);
        for (Map.Entry<String, String> snippet : snippets.entrySet()) {
            if (snippet.getKey().endsWith(".java")) {
                Path source = Path.of(snippet.getKey().replace("src/main/", "src/test/"));
                assertThat(source).hasContent(snippet.getValue());
            }
        }
    }

    @Test
    void listsEachPropertyAsTheMetadataDescribesIt() throws IOException {
        JsonNode metadata = new ObjectMapper()
                .readTree(Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json")));
        String guide = Files.readString(GUIDE);
        assertThat(metadata.path("properties"))
                .hasSizeGreaterThan(5)
                .allSatisfy(property ->
                        assertThat(guide).contains("| `" + property.path("name").asText() + "` | "));
    }

    private static Map<String, String> snippetsOf(Path document) throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        SNIPPET.matcher(Files.readString(document))
                .results()
                .forEach(snippet -> snippets.put(snippet.group(1), snippet.group(2)));
        return snippets;
    }
}
