package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Directories;
import io.github.atomicwrite.LogRecorder;
import io.github.atomicwrite.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, providers and modes of files that are moved aside. */
class QuarantineNameTest {
    private static final int MAX_NAME_BYTES = 255;

    private final LogRecorder log = new LogRecorder(StateFile.class);

    @TempDir
    private Path directory;

    @AfterEach
    void stopListening() {
        log.close();
    }

    private static StateFile<List<String>> state(Path path) {
        return StateFile.of(path, new LinesFormat(), AtomicFileWriter.create())
                .withCorruptionHandler(CorruptionHandler.quarantine());
    }

    private static List<Path> quarantined(Path directory) {
        return Directories.names(directory).stream()
                .filter(name -> name.contains(".corrupt-"))
                .map(directory::resolve)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {230, 240, 255})
    @DisplayName(
            "S7 A file with a long name is moved aside, under a name that is cut where it must be, and none is lost")
    void movesFilesWithLongNames(int length) throws IOException {
        expectMovesOf(directory.resolve("n".repeat(length)));
    }

    @Test
    @DisplayName("S7 A long name of characters that take several bytes is cut between them")
    void movesFilesWithLongNamesOfManyByteCharacters() throws IOException {
        assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding")), "names of this JVM are not encoded in UTF-8");
        expectMovesOf(directory.resolve("x" + "\u00fc".repeat(127)));
        expectMovesOf(directory.resolve("\ud83d\ude00".repeat(63) + "xyz"));
    }

    private void expectMovesOf(Path path) throws IOException {
        int before = quarantined(directory).size();
        for (int i = 1; i <= 3; i++) {
            Files.writeString(path, "damaged " + i);
            assertThat(state(path).read()).isEmpty();
            assertThat(path).doesNotExist();
            String content = "damaged " + i;
            assertThat(quarantined(directory))
                    .hasSize(before + i)
                    .anySatisfy(aside -> assertThat(aside).hasContent(content))
                    .allSatisfy(
                            aside -> assertThat(aside.getFileName().toString().getBytes(StandardCharsets.UTF_8))
                                    .hasSizeLessThanOrEqualTo(MAX_NAME_BYTES));
        }
    }

    @Test
    @DisplayName("S7 Where a name can't be expressed, the file is moved aside, or an IOException says why it isn't")
    void failsWithAnIOExceptionAtMost() throws Exception {
        assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding")), "names of this JVM are not encoded in UTF-8");
        Programs.assumeInstalled("env");
        Files.writeString(directory.resolve("z\u00fcst\u00e4nde"), "damaged");
        String printed =
                ChildJvm.of(ReadWhatIsThere.class).after("env", "LC_ALL=C").run(directory);
        assertThat(printed.lines().filter(line -> line.startsWith("result: ")))
                .singleElement()
                .asString()
                .matches("result: (moved|an IOException)");
        assertThat(Directories.names(directory)).hasSize(1);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            assertThat(files).allSatisfy(file -> assertThat(file).hasContent("damaged"));
        }
    }

    /** Reads the one state in a directory, whose name its locale can't express. */
    static final class ReadWhatIsThere {
        public static void main(String[] arguments) throws IOException {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]))) {
                Path file = files.iterator().next();
                try {
                    System.out.println("result: " + (state(file).read().isEmpty() ? "moved" : "not empty"));
                } catch (IOException refused) {
                    System.out.println("result: an IOException");
                } catch (RuntimeException wrong) {
                    System.out.println("result: " + wrong);
                }
            }
        }
    }

    @Test
    @DisplayName("S7 W18 A damaged file in a ZIP file system is moved aside too, and never over an earlier one")
    void movesFilesOfTheZipProvider() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("states.zip"), Map.of("create", "true"))) {
            Path folder = Files.createDirectory(zip.getPath("/folder"));
            Path path = folder.resolve("state");
            for (int i = 1; i <= 2; i++) {
                Files.writeString(path, "damaged " + i);
                assertThat(state(path).read()).isEmpty();
                assertThat(Files.exists(path)).isFalse();
                assertThat(quarantined(folder)).hasSize(i);
            }
            List<String> contents = new ArrayList<>();
            for (Path aside : quarantined(folder)) {
                contents.add(Files.readString(aside));
            }
            assertThat(contents).containsExactlyInAnyOrder("damaged 1", "damaged 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0640", "0666"})
    @DisplayName("S7 W7 The file of an update that starts anew has the mode of the one that was moved aside")
    void keepsTheModeOfTheFileThatAnUpdateMovesAside(String bits) throws IOException {
        Path path = damagedFileOf(bits);
        state(path).update(ArrayList::new, lines -> lines);
        assertThat(path).hasContent("0\n");
        assertThat(mode(path)).hasToString(bits);
        assertThat(quarantined(directory))
                .singleElement()
                .satisfies(aside -> assertThat(mode(aside)).hasToString(bits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0666"})
    @DisplayName("S7 W7 So it has where a read moves it aside, and a write or an update comes later")
    void keepsTheModeOfTheFileThatAReadMovesAside(String bits) throws IOException {
        Path path = damagedFileOf(bits);
        StateFile<List<String>> state = state(path);
        assertThat(state.read()).isEmpty();
        state.write(List.of());
        assertThat(mode(path)).hasToString(bits);
    }

    private Path damagedFileOf(String bits) throws IOException {
        Path path = Files.writeString(directory.resolve("state"), "damaged");
        Files.setAttribute(path, "unix:mode", Integer.parseInt(bits, 8));
        return path;
    }
}
