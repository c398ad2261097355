package io.github.atomicwrite.spring.autoconfigure;

import static io.github.atomicwrite.spring.Directories.namesIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import io.github.atomicwrite.spring.Applications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartupSweepTests {
    private Path state;
    private Path other;

    @BeforeEach
    void createDirectories(@TempDir Path directory) throws IOException {
        state = Files.createDirectory(directory.resolve("state"));
        other = Files.createDirectory(directory.resolve("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void removesTheTemporariesOfKilledProcesses(String lazy, CapturedOutput output) throws IOException {
        String one = leaveTemporary(state);
        String two = leaveTemporary(other);
        Files.writeString(state.resolve("state.json"), "{}");
        try (ConfigurableApplicationContext application = start("--spring.main.lazy-initialization=" + lazy)) {
            assertThat(application.isActive()).isTrue();
            assertThat(namesIn(state)).containsExactly(".atomic-write.lock", "state.json");
            assertThat(namesIn(other)).isEmpty();
            assertThat(output).contains("INFO").contains(one).contains(two);
        }
    }

    @Test
    void keepsTheTemporaryOfALiveWriter() throws IOException {
        try (PendingFile pending = AtomicFileWriter.create().open(state.resolve("state.json"));
                ConfigurableApplicationContext application = start()) {
            assertThat(application.isActive()).isTrue();
            pending.output().write('1');
            pending.commit();
        }
        assertThat(state.resolve("state.json")).hasContent("1");
    }

    @Test
    void sweepsBelowTheStateDirectoryAndFollowsNoLinks(CapturedOutput output) throws IOException {
        Path deep = Files.createDirectories(state.resolve("a/b"));
        Path linked = Files.createDirectory(other.resolveSibling("linked"));
        Files.createSymbolicLink(state.resolve("link"), linked);
        Path loop = Files.createSymbolicLink(deep.resolve("loop"), state);
        leaveTemporary(deep);
        leaveTemporary(deep.getParent());
        String kept = leaveTemporary(linked);
        Path notBelow = Files.createDirectory(other.resolve("sub"));
        String keptToo = leaveTemporary(notBelow);
        start().close();
        assertThat(namesIn(deep)).containsExactly("loop");
        assertThat(namesIn(deep.getParent())).containsExactly("b");
        assertThat(namesIn(linked)).containsExactly(kept);
        assertThat(namesIn(notBelow)).containsExactly(keptToo);
        assertThat(loop).isSymbolicLink();
        assertThat(output).doesNotContain("WARN");
    }

    @Test
    void doesNotSweepBelowTheWorkingDirectory() throws IOException {
        Path below = Files.createTempDirectory(Path.of("target"), "below");
        String kept = leaveTemporary(below);
        Applications.withArguments().close();
        assertThat(namesIn(below)).containsExactly(kept);
        Files.delete(below.resolve(kept));
        Files.delete(below);
    }

    @Test
    void logsNothingIfItRemovesNothing(CapturedOutput output) {
        start().close();
        assertThat(output).doesNotContain("emporar");
    }

    private ConfigurableApplicationContext start(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--atomic-write.state.directory=" + state;
        all[arguments.length + 1] = "--atomic-write.sweep.directories=" + other;
        return Applications.withArguments(all);
    }

    /** Recreates the temporary of a real write after the writer has removed it. */
    private static String leaveTemporary(Path directory) throws IOException {
        String name;
        try (PendingFile pending = AtomicFileWriter.create().open(directory.resolve("killed.json"))) {
            assertThat(pending.target()).doesNotExist();
            name = namesIn(directory).get(0);
        }
        Files.writeString(directory.resolve(name), "half a sta");
        return name;
    }
}
