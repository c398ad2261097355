package io.github.atomicwrite.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates of one file take turns, however its path is spelled. */
class SharedTurnsTest {
    @TempDir
    private Path directory;

    private static Path startingWith(boolean exists, Path directory) throws Exception {
        Path file = directory.resolve("state");
        if (exists) {
            Files.writeString(file, "0\n");
        }
        return file;
    }

    @ParameterizedTest(name = "file exists: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("S2 Updates through a directory and through a bind mount of it take turns: none is lost")
    void takesTurnsThroughABindMount(boolean exists) throws Exception {
        Programs.assumeMounting();
        Path original = Files.createDirectory(directory.resolve("original"));
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        Path file = startingWith(exists, original);
        String printed = ChildJvm.of(AppendThroughTwoPaths.class)
                .after("unshare", "--mount", "--propagation", "private", "sh", "-c")
                .after("mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"", "sh")
                .after(original.toString(), mounted.toString())
                .run(file, mounted.resolve("state"));
        assertThat(printed).isEqualTo("updated twice");
        assertThat(Files.readAllLines(file)).isEqualTo(List.of("2", "first", "second"));
    }

    /** Updates one file through two paths. */
    static final class AppendThroughTwoPaths {
        public static void main(String[] arguments) throws Exception {
            NestedAppends.appendBoth(
                    (line, meanwhile) -> NestedAppends.append(Path.of(arguments[0]), line, meanwhile),
                    (line, meanwhile) -> NestedAppends.append(Path.of(arguments[1]), line, meanwhile));
            System.out.println("updated twice");
        }
    }
}
