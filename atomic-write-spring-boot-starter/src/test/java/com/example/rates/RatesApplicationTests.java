package com.example.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class RatesApplicationTests {
    private static final AtomicInteger READ = new AtomicInteger();

    @TempDir
    Path directory;

    private ConfigurableApplicationContext application;

    static class Source {
        @Bean
        RateSource source() {
            return () -> {
                String rate = "{\"read\":" + READ.incrementAndGet() + "}";
                return Map.of("eur", rate, "usd", rate);
            };
        }
    }

    @BeforeEach
    void start() {
        READ.set(0);
        application = new SpringApplicationBuilder(RatesApplication.class, Source.class)
                .run("--server.port=0", "--rates.directory=" + directory.resolve("rates"));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void publishesOnASchedule() throws Exception {
        Path current = directory.resolve("rates/current");
        while (Files.notExists(current, LinkOption.NOFOLLOW_LINKS)) {
            Thread.sleep(10);
        }
        assertThat(current.resolve("eur.json")).hasContent("{\"read\":1}");
    }

    @Test
    void servesOneVersion() throws Exception {
        application.getBean(RatesPublisher.class).publish();
        application.getBean(RatesPublisher.class).publish();
        assertThat(get("/rates/eur/usd").statusCode()).isEqualTo(200);
        assertThat(get("/rates/eur/usd").body()).matches("\\[(\\{\"read\":[23]})," + "\\1]");
    }

    @Test
    void servesNoOtherFile() throws Exception {
        application.getBean(RatesPublisher.class).publish();
        assertThat(get("/rates/eur/xxx").statusCode()).isEqualTo(404);
        assertThat(get("/rates/eur/..").statusCode()).isNotEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri =
                URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port") + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
