package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Starts a full web application with Boot's own registry. A test with its own registry would also pass if the
 * auto-configurations ran in the wrong order.
 */
class ActuatorTests {
    @TempDir
    Path directory;

    @Test
    void publishesTheMetersInARealApplication() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            application.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "twelve bytes");
            application
                    .getBean(StateFiles.class)
                    .open("state.json", String.class)
                    .write("state");
            assertThatThrownBy(() -> application
                            .getBean(AtomicFileWriter.class)
                            .writeString(directory.resolve("absent/file"), "lost"))
                    .isInstanceOf(NoSuchFileException.class);

            JsonNode commits = meter(application, "atomic.write.commit");
            assertThat(commits.path("description").asText()).isNotBlank();
            assertThat(commits.path("baseUnit").asText()).isEqualTo("seconds");
            assertThat(commits.path("availableTags").findValuesAsText("tag"))
                    .containsExactlyInAnyOrder("outcome", "exception");
            assertThat(count(commits)).isEqualTo(3);
            assertThat(count(meter(application, "atomic.write.commit?tag=outcome:committed&tag=exception:none")))
                    .isEqualTo(2);
            assertThat(count(meter(
                            application, "atomic.write.commit?tag=outcome:failed&tag=exception:NoSuchFileException")))
                    .isEqualTo(1);

            JsonNode sizes = meter(application, "atomic.write.size");
            assertThat(sizes.path("baseUnit").asText()).isEqualTo("bytes");
            assertThat(count(sizes)).isEqualTo(2);
            assertThat(sizes.path("measurements").path(1).path("value").asDouble())
                    .isEqualTo("twelve bytes".length() + "\"state\"".length());
        }
    }

    @Test
    void showsTheModeAsTextAmongTheConfigurationProperties() throws Exception {
        try (ConfigurableApplicationContext application = start("--atomic-write.mode=rw-r-----")) {
            JsonNode properties = get(application, "configprops/atomic-write").findPath("properties");
            assertThat(properties.path("mode")).isEqualTo(TextNode.valueOf("0640"));
            assertThat(properties.path("encoding")).isEqualTo(TextNode.valueOf("UTF-8"));
            assertThat(properties.path("durability")).isEqualTo(TextNode.valueOf("FULL"));
        }
    }

    @Test
    void showsNoModeAmongTheConfigurationPropertiesIfItIsUnset() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            JsonNode properties = get(application, "configprops/atomic-write").findPath("properties");
            assertThat(properties.path("mode").isMissingNode()).isTrue();
            assertThat(properties.path("durability").asText()).isEqualTo("FULL");
        }
    }

    @Test
    void reportsTheHealthOfTheStateDirectory() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            JsonNode up = get(application, "health").path("components").path("atomicWrite");
            assertThat(up.path("status").asText()).isEqualTo("UP");
            assertThat(up.path("details").path("directory").asText()).isEqualTo(directory.toString());
            assertThat(up.path("details")).hasSize(1);

            Files.delete(directory.resolve(".atomic-write.lock"));
            JsonNode lost = get(application, "health/atomicWrite", 503);
            assertThat(lost.path("status").asText()).isEqualTo("DOWN");
            assertThat(lost.path("details").path("error").asText()).contains("lock");

            Files.delete(directory);
            JsonNode gone = get(application, "health/atomicWrite", 503);
            assertThat(gone.path("details").path("directory").asText()).isEqualTo(directory.toString());
            assertThat(gone.path("details").path("error").asText()).contains("NoSuchFileException");
            Files.createDirectory(directory);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"management.health.atomic-write.enabled", "management.health.defaults.enabled"})
    void reportsNoHealthIfThatIsDisabled(String property) throws Exception {
        try (ConfigurableApplicationContext application = start("--" + property + "=false")) {
            assertThat(get(application, "health").path("status").asText()).isNotEmpty();
            get(application, "health/atomicWrite", 404);
        }
    }

    @Test
    void listsTheStateFilesThatWereOpened() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            StateFiles stateFiles = application.getBean(StateFiles.class);
            stateFiles.open("a/map.json", new ParameterizedTypeReference<Map<String, Integer>>() {});
            StateFile<String> state =
                    stateFiles.open("state.json", String.class).withCorruptionHandler(CorruptionHandler.quarantine());
            state.write("secret");
            Files.writeString(directory.resolve("state.json"), "");
            state.update(() -> "secret", before -> before);
            state.update(() -> "secret", before -> before);

            JsonNode files = get(application, "statefiles").path("files");
            assertThat(files).hasSize(2);
            assertThat(files.path(0).path("path").asText())
                    .isEqualTo(directory.resolve("a/map.json").toString());
            assertThat(files.path(0).path("type").asText())
                    .isEqualTo("java.util.Map<java.lang.String, java.lang.Integer>");
            assertThat(files.path(0).path("size").isNumber()).isFalse();
            assertThat(files.path(0).path("lastOutcome").isTextual()).isFalse();
            JsonNode written = files.path(1);
            assertThat(written.path("type").asText()).isEqualTo("java.lang.String");
            assertThat(written.path("size").asLong()).isEqualTo(8);
            assertThat(Instant.parse(written.path("lastModified").asText()))
                    .isEqualTo(Files.getLastModifiedTime(directory.resolve("state.json"))
                            .toInstant());
            assertThat(written.path("lastOutcome").asText()).isEqualTo("committed");
            assertThat(written.path("quarantined")).hasSize(1);
            assertThat(written.path("quarantined").path(0).asText()).startsWith("state.json.corrupt-");
            assertThat(written.path("problem").isTextual()).isFalse();
            assertThat(files.toString()).doesNotContain("secret");

            assertThat(count(meter(application, "atomic.write.state.update?tag=outcome:committed")))
                    .isEqualTo(3);
            assertThat(count(meter(application, "atomic.write.state.wait"))).isEqualTo(3);
            assertThat(count(meter(application, "atomic.write.state.shared"))).isEqualTo(3);
            assertThat(count(meter(application, "atomic.write.state.quarantine")))
                    .isOne();
            assertThat(count(meter(application, "atomic.write.sweep.removed"))).isZero();

            Files.delete(directory.resolve("state.json"));
            Files.createDirectory(directory.resolve("state.json"));
            assertThatThrownBy(() -> state.write("new")).isInstanceOf(IOException.class);
            assertThat(get(application, "statefiles")
                            .path("files")
                            .path(1)
                            .path("lastOutcome")
                            .asText())
                    .isEqualTo("failed");
        }
    }

    @Test
    void countsTheFilesThatTheSweepRemoves() throws Exception {
        Files.writeString(directory.resolve(".atomic-write-000000000000-0000000000000000-00000000.tmp"), "half");
        try (ConfigurableApplicationContext application = start()) {
            assertThat(count(meter(application, "atomic.write.sweep.removed"))).isOne();
        }
    }

    private ConfigurableApplicationContext start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--management.endpoints.web.exposure.include=metrics,configprops,health,statefiles",
                "--management.endpoint.health.show-details=always",
                "--management.endpoint.configprops.show-values=always",
                "--atomic-write.state.directory=" + directory));
        all.addAll(List.of(arguments));
        return SpringApplication.run(Applications.Empty.class, all.toArray(String[]::new));
    }

    private static double count(JsonNode meter) {
        return meter.path("measurements").path(0).path("value").asDouble();
    }

    private static JsonNode meter(ConfigurableApplicationContext application, String query)
            throws IOException, InterruptedException {
        return get(application, "metrics/" + query);
    }

    private static JsonNode get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        return get(application, path, 200);
    }

    private static JsonNode get(ConfigurableApplicationContext application, String path, int status)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }
}
