package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

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

    private ConfigurableApplicationContext start(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--management.endpoints.web.exposure.include=metrics,configprops",
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
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
