package com.example.signals;

import static io.github.atomicwrite.spring.Directories.namesIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.spring.ApplicationProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class SignalDeduplicatorTests {
    private static final int KILLED_BY_SIGKILL = 128 + 9;

    @TempDir
    Path directory;

    @Test
    void remembersEverySignalThatItHandledBeforeItWasKilled() throws Exception {
        List<String> signals =
                IntStream.range(0, 5_000).mapToObj(number -> "signal-" + number).toList();
        List<String> handled = new ArrayList<>();
        try (ApplicationProcess application = start()) {
            application.send(signals);
            while (handled.size() < 100) {
                String line = application.line();
                if (line.startsWith("handled ")) {
                    handled.add(line);
                }
            }
            application.kill().stream()
                    .filter(line -> line.matches("handled signal-\\d+"))
                    .forEach(handled::add);
            assertThat(application.exitValue()).isEqualTo(KILLED_BY_SIGKILL);
        }
        assertThat(handled).hasSizeBetween(100, signals.size() - 1);

        List<String> second;
        try (ApplicationProcess application = start()) {
            application.send(handled.stream()
                    .map(line -> line.substring("handled ".length()))
                    .toList());
            application.send(List.of("a new one", "a new one"));
            application.endInput();
            second = application.end().stream()
                    .filter(line -> line.matches("(handled|ignored) .*"))
                    .toList();
        }
        List<String> expected = new ArrayList<>();
        handled.forEach(line -> expected.add(line.replace("handled", "ignored")));
        expected.addAll(List.of("handled a new one", "ignored a new one"));
        assertThat(second).isEqualTo(expected);
        assertThat(namesIn(directory)).containsExactly(".atomic-write.lock", "seen-signals.json");
    }

    @Test
    void startsAnewBesideADamagedFile() throws Exception {
        Files.writeString(directory.resolve("seen-signals.json"), "{\"old\":\"2026-01-");
        try (ConfigurableApplicationContext application = inThisJvm()) {
            assertThat(application.getBean(SignalDeduplicator.class).isNew("signal"))
                    .isTrue();
            assertThat(application.getBean(SignalDeduplicator.class).isNew("signal"))
                    .isFalse();
        }
        assertThat(namesIn(directory)).hasSize(3).element(1).isEqualTo("seen-signals.json");
    }

    @Test
    void forgetsSignalsAfterADay() throws Exception {
        Files.writeString(directory.resolve("seen-signals.json"), "{\"old\":\"2020-01-01T00:00:00Z\"}");
        try (ConfigurableApplicationContext application = inThisJvm()) {
            SignalDeduplicator deduplicator = application.getBean(SignalDeduplicator.class);
            assertThat(deduplicator.isNew("signal")).isTrue();
            assertThat(deduplicator.seen()).containsOnlyKeys("signal");
            assertThat(deduplicator.isNew("old")).isTrue();
        }
    }

    @Test
    void publishesTheSignalsInOrder() throws Exception {
        try (ConfigurableApplicationContext application = inThisJvm()) {
            application.getBean(SignalDeduplicator.class).isNew("second in the alphabet");
            application.getBean(SignalDeduplicator.class).isNew("first in the alphabet");
            Path report = directory.resolve("report.txt");
            application.getBean(DailyReport.class).publish(report);
            assertThat(report).content().matches("(?s)\\S+ second in the alphabet\n\\S+ first in the alphabet\n");
        }
        assertThat(namesIn(directory)).containsExactly(".atomic-write.lock", "report.txt", "seen-signals.json");
    }

    private ApplicationProcess start() throws Exception {
        return ApplicationProcess.start(
                List.of(),
                SignalsApplication.class,
                "--spring.main.web-application-type=none",
                "--atomic-write.state.directory=" + directory);
    }

    private ConfigurableApplicationContext inThisJvm() {
        return new SpringApplicationBuilder(SignalDeduplicator.class, DailyReport.class, Configured.class)
                .web(WebApplicationType.NONE)
                .run("--atomic-write.state.directory=" + directory);
    }

    @EnableAutoConfiguration
    static class Configured {}
}
