package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PublishedDirectory;
import io.github.atomicwrite.sample.Invocation.Task;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @BeforeEach
    void recordStandardError() {
        System.setErr(new PrintStream(printed, true, UTF_8));
    }

    @AfterEach
    void restoreStandardError() {
        System.setErr(standardError);
    }

    @Test
    void removesWhatAKilledProcessHasLeftAndPrintsHowMuch() throws Exception {
        Files.writeString(directory.resolve("one"), "kept");
        KilledWriter.leaveIn(directory);
        List<String> before = Tool.names(directory);
        assertThat(before).anyMatch(name -> name.startsWith(".atomic-write-")).anyMatch(name -> name.endsWith(".new"));

        assertThat(sweep(directory)).isEqualTo(ExitCode.DONE);

        assertThat(Tool.names(directory)).containsExactly(".v-turn", "one");
        assertThat(directory.resolve("one")).hasContent("kept");
        assertThat(printed.toString(UTF_8)).matches("atomic-write: \\S+: removed [4-6]\n");
    }

    @Test
    void keepsPublishedVersions() throws Exception {
        PublishedDirectory published = PublishedDirectory.at(directory, AtomicFileWriter.create());
        published.publish(next -> Files.writeString(next.resolve("a"), "1"));
        published.publish(next -> Files.writeString(next.resolve("a"), "2"));
        List<String> before = Tool.names(directory);

        assertThat(sweep(directory)).isEqualTo(ExitCode.DONE);

        assertThat(Tool.names(directory)).isEqualTo(before);
        assertThat(published.current().resolve("a")).hasContent("2");
        assertThat(printed.toString(UTF_8)).isEqualTo("atomic-write: " + directory + ": removed 0\n");
    }

    private static int sweep(Path path) {
        return Sweep.run(new Invocation(Task.SWEEP, path.toString(), null, null, false));
    }
}
