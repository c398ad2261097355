package io.github.atomicwrite.spring.autoconfigure;

import static io.github.atomicwrite.spring.Directories.namesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.signals.SignalsApplication;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.spring.ApplicationProcess;
import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.StateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("S11 One process owns the state directory")
@ExtendWith(OutputCaptureExtension.class)
class StateDirectoryTests {
    private static final String LOCK = ".atomic-write.lock";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void failsAtTheStartIfAnotherProcessOwnsIt(String lazy, CapturedOutput output) throws Exception {
        try (ApplicationProcess other = startOther()) {
            assertThatThrownBy(() -> start("--spring.main.lazy-initialization=" + lazy))
                    .isNotNull();
            assertThat(output)
                    .containsOnlyOnce("APPLICATION FAILED TO START")
                    .contains("The property atomic-write.state.directory, set at", directory.toString())
                    .contains("The directory is in use by the process with the ID " + other.pid() + ".")
                    .contains("set atomic-write.state.exclusive to false")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void startsAfterTheOtherProcessWasKilled() throws Exception {
        try (ApplicationProcess other = startOther()) {
            other.kill();
        }
        assertThat(namesIn(directory)).contains(LOCK, "seen-signals.json");
        start().close();
    }

    @Test
    void keepsASecondProcessFromStartingUntilTheContextIsClosed() throws Exception {
        ConfigurableApplicationContext application = start();
        try (ApplicationProcess other = other()) {
            assertThat(other.end())
                    .contains("APPLICATION FAILED TO START")
                    .anyMatch(line -> line.contains("in use by the process with the ID "
                            + ProcessHandle.current().pid()));
            assertThat(other.exitValue()).isNotZero();
        }
        application.close();
        startOther().close();
    }

    @Test
    void isSharedByTheContextsOfAProcess() throws Exception {
        ConfigurableApplicationContext first = start();
        ConfigurableApplicationContext second = start();
        first.close();
        try (ApplicationProcess other = other()) {
            assertThat(other.end()).contains("APPLICATION FAILED TO START");
        }
        first = start();
        second.close();
        first.close();
        startOther().close();
    }

    @Test
    void isReleasedIfTheStartFails() throws Exception {
        assertThatThrownBy(() -> Applications.withConfiguration(Failing.class, directory()))
                .hasRootCauseMessage("no start");
        assertThat(namesIn(directory)).containsExactly(LOCK);
        startOther().close();
    }

    @Test
    void isNotLockedIfItIsNotExclusive() throws Exception {
        try (ConfigurableApplicationContext application = start("--atomic-write.state.exclusive=false");
                ApplicationProcess other = startOther()) {
            assertThat(application.getBean(StateFiles.class)).isNotNull();
            assertThat(other.pid()).isPositive();
        }
        try (ApplicationProcess other = startOther();
                ConfigurableApplicationContext application = start("--atomic-write.state.exclusive=false")) {
            assertThat(application.isActive()).isTrue();
            assertThat(other.pid()).isPositive();
        }
    }

    @Test
    void isNotLockedIfItIsNotSet() throws Exception {
        Path lock = Path.of(LOCK);
        assertThat(lock).doesNotExist();
        try (ConfigurableApplicationContext application = Applications.withArguments()) {
            assertThat(application.getBean(StateFiles.class)).isNotNull();
            assertThat(lock).doesNotExist();
        }
    }

    @Test
    void isLockedBeforeTheApplicationsOwnStateFiles() {
        try (ConfigurableApplicationContext application =
                Applications.withConfiguration(OwnStateFiles.class, directory())) {
            assertThat(application.getBean(OwnStateFiles.First.class).wasLocked())
                    .isTrue();
        }
    }

    @Test
    void leavesOnlyTheLockFile() throws IOException {
        start().close();
        assertThat(namesIn(directory)).containsExactly(LOCK);
    }

    private String directory() {
        return "--atomic-write.state.directory=" + directory;
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return Applications.withArguments(
                Stream.concat(Stream.of(directory()), Stream.of(arguments)).toArray(String[]::new));
    }

    private ApplicationProcess startOther() throws IOException {
        ApplicationProcess other = other();
        other.send(List.of("one"));
        String line = other.line();
        while (!line.matches("(handled|ignored) one")) {
            assertThat(line).isNotEqualTo("APPLICATION FAILED TO START");
            line = other.line();
        }
        return other;
    }

    private ApplicationProcess other() throws IOException {
        return ApplicationProcess.start(
                List.of(), SignalsApplication.class, "--spring.main.web-application-type=none", directory());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Failing {
        @Bean
        Object failing(StateFiles stateFiles) {
            throw new IllegalStateException("no start");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnStateFiles {
        record First(boolean wasLocked) {}

        @Bean
        First aFirst(StateFiles stateFiles) {
            return new First(Files.exists(stateFiles.open(LOCK, String.class).path()));
        }

        @Bean
        StateFiles ownStateFiles(AtomicWriteProperties properties) {
            return new StateFiles(
                    properties.getState().path(),
                    AtomicFileWriter.create(),
                    new io.github.atomicwrite.jackson.Jackson2Formats(new com.fasterxml.jackson.databind.ObjectMapper())
                            ::of);
        }
    }
}
