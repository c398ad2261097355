package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.AtomicFileWriterCustomizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class UnconfirmedWritesTests {
    private Path state;
    private StateDirectory directory;
    private UnconfirmedWrites writes;

    @BeforeEach
    void watch(@TempDir Path temporary) throws IOException {
        state = Files.createDirectory(temporary.resolve("state"));
        AtomicWriteProperties.State properties = new AtomicWriteProperties.State();
        properties.setDirectory(state.toString());
        properties.setExclusive(false);
        directory = new StateDirectory(properties, true);
        writes = new UnconfirmedWrites(state);
    }

    private StateDirectoryHealth after(Outcome outcome, String path) {
        writes.onCommit(new CommitEvent(state.resolve(path), 1, Duration.ZERO, outcome, null));
        return StateDirectoryHealth.of(directory, writes);
    }

    @Test
    void isDownAfterAnUnconfirmedWriteUntilOneSucceedsThere() {
        assertThat(StateDirectoryHealth.of(directory, writes).isUp()).isTrue();
        StateDirectoryHealth down = after(Outcome.UNCONFIRMED, "sub/file");
        assertThat(down.isUp()).isFalse();
        assertThat(down.details())
                .isEqualTo(Map.of(
                        "directory",
                        state.toString(),
                        "unconfirmed",
                        java.util.List.of(state.resolve("sub").toString())));
        assertThat(after(Outcome.FAILED, "sub/file").isUp()).isFalse();
        assertThat(after(Outcome.COMMITTED, "file").isUp()).isFalse();
        assertThat(after(Outcome.COMMITTED, "sub/other").isUp()).isTrue();
    }

    @Test
    void ignoresWritesElsewhere() {
        assertThat(after(Outcome.UNCONFIRMED, "../file").isUp()).isTrue();
        assertThat(after(Outcome.UNCONFIRMED, "../state-other/file").isUp()).isTrue();
    }

    @Test
    void followsALinkToTheStateDirectory(@TempDir Path other) throws IOException {
        writes = new UnconfirmedWrites(Files.createSymbolicLink(other.resolve("link"), state));
        assertThat(after(Outcome.UNCONFIRMED, "file").isUp()).isFalse();
    }

    @Test
    void listensToTheAutoConfiguredWriter() {
        try (ConfigurableApplicationContext application =
                Applications.withArguments("--atomic-write.state.directory=" + state)) {
            assertThat(application.getBeansOfType(AtomicFileWriterCustomizer.class))
                    .containsKey("atomicWriteUnconfirmedWrites");
        }
    }

    @Test
    void doesNotListenIfNobodyAsksForTheHealth() {
        try (ConfigurableApplicationContext application = Applications.withArguments(
                "--atomic-write.state.directory=" + state, "--management.health.atomic-write.enabled=false")) {
            assertThat(application.getBeansOfType(UnconfirmedWrites.class)).isEmpty();
        }
    }
}
