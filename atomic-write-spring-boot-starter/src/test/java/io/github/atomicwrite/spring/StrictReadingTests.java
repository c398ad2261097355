package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.state.CorruptStateException;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;

/** S1, with mappers that accept as much as they can be told to. */
class StrictReadingTests {
    private static final String POSITION = ".*: line: \\d+, column: \\d+: .+";

    @TempDir
    Path directory;

    record Entry(String name, int count) {}

    static Stream<Arguments> damages() {
        return Stream.of(
                        " ",
                        "\n\n",
                        "null",
                        " null ",
                        "{\"name\":\"a\",\"count\":1",
                        "{\"name\":\"a\",\"cou",
                        "{\"name\":\"a\",\"count\":1}}",
                        "{\"name\":\"a\",\"count\":1}{\"name\":\"b\",\"count\":2}",
                        "{\"name\":\"a\",\"count\":1} garbage",
                        "{\"name\":\"a\",\"count\":1}\u0000",
                        "{\"name\":\"a\",\"count\":1,\"count\":2}",
                        "\u0000\u0000\u0000\u0000",
                        "not JSON")
                .flatMap(text -> Arrays.stream(Jackson.values()).map(jackson -> Arguments.of(jackson, text)));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void namesThePathAndThePositionOfDamage(Jackson jackson, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("entry.json"), text);
        assertThatThrownBy(() -> entry(jackson).read())
                .isInstanceOf(CorruptStateException.class)
                .hasMessageStartingWith(file + ": ")
                .message()
                .matches(POSITION);
        assertThatThrownBy(() -> entry(jackson).update(() -> new Entry("x", 0), old -> old))
                .isInstanceOf(CorruptStateException.class);
        assertThat(file).hasContent(text);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnEmptyFile(Jackson jackson) throws IOException {
        Path file = Files.createFile(directory.resolve("entry.json"));
        assertThatThrownBy(() -> entry(jackson).read())
                .isInstanceOf(CorruptStateException.class)
                .hasMessage(file + ": the file is empty");
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryTruncation(Jackson jackson) throws IOException {
        entry(jackson).write(new Entry("a", 12));
        byte[] whole = Files.readAllBytes(directory.resolve("entry.json"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(directory.resolve("entry.json"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> entry(jackson).read())
                    .as("the first %d bytes", length)
                    .isInstanceOf(CorruptStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNullForNoneOfItsManyMeanings(Jackson jackson) throws IOException {
        Files.writeString(directory.resolve("state.json"), "null");
        StateFiles files = jackson.stateFiles(directory);
        List<StateFile<?>> all = List.of(
                files.open("state.json", int.class),
                files.open("state.json", Object.class),
                files.open("state.json", tools.jackson.databind.JsonNode.class),
                files.open("state.json", com.fasterxml.jackson.databind.JsonNode.class),
                files.open("state.json", new ParameterizedTypeReference<Map<String, Integer>>() {}),
                files.open("state.json", new ParameterizedTypeReference<Optional<String>>() {}));
        for (StateFile<?> file : all) {
            assertThatThrownBy(file::read).isInstanceOf(CorruptStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesDuplicateKeysInMapsAndTrees(Jackson jackson) throws IOException {
        Files.writeString(directory.resolve("state.json"), "{\"a\":{\"k\":1},\"b\":{\"k\":1,\"k\":2}}");
        StateFiles files = jackson.stateFiles(directory);
        Class<?> tree = jackson == Jackson.THREE
                ? tools.jackson.databind.JsonNode.class
                : com.fasterxml.jackson.databind.JsonNode.class;
        for (StateFile<?> file : List.of(files.open("state.json", Map.class), files.open("state.json", tree))) {
            assertThatThrownBy(file::read)
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContaining("uplicate")
                    .hasMessageContaining("k")
                    .message()
                    .matches(POSITION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsGarbageFarBehindALongState(Jackson jackson) throws IOException {
        String text = "{\"name\":\"" + "x".repeat(100_000) + "\",\"count\":1}" + " ".repeat(100_000);
        Files.writeString(directory.resolve("entry.json"), text);
        assertThat(entry(jackson).read()).map(Entry::count).contains(1);

        Files.write(directory.resolve("entry.json"), (text + "]").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> entry(jackson).read()).isInstanceOf(CorruptStateException.class);
    }

    private StateFile<Entry> entry(Jackson jackson) {
        return jackson.stateFiles(directory).open("entry.json", Entry.class);
    }
}
