package com.example.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.test.CrashTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Crashes the services of the application at each step, and starts the application again on what is left. */
class SignalsCrashTests {
    private static final CrashTest SECOND_SIGNAL = CrashTest.of(directory -> remember(directory, "b"))
            .startingFrom(directory -> remember(directory, "a"))
            .expectAlways(directory -> assertThat(remembered(directory)).isIn(Set.of("a"), Set.of("a", "b")))
            .expectOnceReturned(directory -> assertThat(remembered(directory)).containsOnly("a", "b"));

    private static final CrashTest SECOND_REPORT = CrashTest.of(SignalsCrashTests::publish)
            .startingFrom(directory -> {
                remember(directory, "a");
                publish(directory);
                remember(directory, "b");
            })
            .expectAlways(directory -> assertThat(report(directory)).matches("\\S+ a\n(\\S+ b\n)?"))
            .expectOnceReturned(directory -> assertThat(report(directory)).matches("\\S+ a\n\\S+ b\n"));

    @Test
    void remembersSignalsAfterAKill() throws Exception {
        SECOND_SIGNAL.survivesKill();
    }

    @Test
    void remembersSignalsAfterAPowerLoss() throws Exception {
        SECOND_SIGNAL.survivesPowerLoss();
    }

    @Test
    void publishesAWholeReportAfterAKill() throws Exception {
        SECOND_REPORT.survivesKill();
    }

    @Test
    void publishesAWholeReportAfterAPowerLoss() throws Exception {
        SECOND_REPORT.survivesPowerLoss();
    }

    private static void remember(Path directory, String signal) throws Exception {
        try (ConfigurableApplicationContext application = start(directory)) {
            application.getBean(SignalDeduplicator.class).isNew(signal);
        }
    }

    private static Set<String> remembered(Path directory) throws Exception {
        try (ConfigurableApplicationContext application = start(directory)) {
            return application.getBean(SignalDeduplicator.class).seen().keySet();
        }
    }

    private static void publish(Path directory) throws Exception {
        try (ConfigurableApplicationContext application = start(directory)) {
            application.getBean(DailyReport.class).publish(directory.resolve("report.txt"));
        }
    }

    private static String report(Path directory) throws Exception {
        return Files.readString(directory.resolve("report.txt"));
    }

    /** Without the lock on the directory, whose own steps would multiply the states. */
    private static ConfigurableApplicationContext start(Path directory) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run("--atomic-write.state.directory=" + directory, "--atomic-write.state.exclusive=false");
    }

    @EnableAutoConfiguration
    @Import({SignalDeduplicator.class, DailyReport.class})
    static class Application {}
}
