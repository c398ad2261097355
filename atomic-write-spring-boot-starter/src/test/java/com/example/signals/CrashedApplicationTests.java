package com.example.signals;

import static io.github.atomicwrite.spring.Directories.namesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.jackson.Jackson3Formats;
import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.test.CrashReport;
import io.github.atomicwrite.test.CrashTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** What the properties of the starter change for an application that crashes. */
class CrashedApplicationTests {

    @Test
    void theNextStartRemovesWhatAKillLeaves() throws Exception {
        CrashReport report = CrashTest.of(directory -> remember(directory, "b"))
                .startingFrom(directory -> remember(directory, "a"))
                .expectAlways(directory -> {
                    assertThat(remember(directory, "c")).contains("a", "c");
                    assertThat(namesIn(directory)).containsExactly(".atomic-write.lock", "seen-signals.json");
                })
                .survivesKill();
        assertThat(report.steps())
                .as("the lock file's steps, and those of the write")
                .isGreaterThan(5);
    }

    @Test
    void aPowerLossTakesTheSignalIfTheApplicationAsksForNoDurability() {
        String[] properties = {"--atomic-write.durability=none", "--atomic-write.state.exclusive=false"};
        CrashTest test = CrashTest.of(directory -> remember(directory, "b", properties))
                .startingFrom(directory -> remember(directory, "a", properties))
                .expectOnceReturned(
                        directory -> assertThat(remembered(directory)).contains("a", "b"));
        assertThatThrownBy(test::survivesPowerLoss)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("when the action has returned, leaves")
                .hasMessageContaining("because nothing had forced");
    }

    /** Without Spring, because there are many states. */
    private static Set<String> remembered(Path directory) throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        StateFiles files = new StateFiles(directory, AtomicFileWriter.create(), new Jackson3Formats(mapper)::of);
        return new SignalDeduplicator(files).seen().keySet();
    }

    private static Set<String> remember(Path directory, String signal, String... properties) throws Exception {
        String[] arguments = Arrays.copyOf(properties, properties.length + 1);
        arguments[properties.length] = "--atomic-write.state.directory=" + directory;
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            SignalDeduplicator deduplicator = application.getBean(SignalDeduplicator.class);
            deduplicator.isNew(signal);
            return deduplicator.seen().keySet();
        }
    }

    @EnableAutoConfiguration
    @Import(SignalDeduplicator.class)
    static class Application {}
}
