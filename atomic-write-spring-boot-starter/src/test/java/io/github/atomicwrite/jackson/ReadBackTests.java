package io.github.atomicwrite.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.jackson.EitherJackson.Settings;
import io.github.atomicwrite.state.IncompatibleStateException;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;

/** S9, where the type has no fault, but the parser refuses a part of the text that the generator writes. */
class ReadBackTests {
    private static final AtomicFileWriter WITHOUT_FORCE =
            AtomicFileWriter.create().withDurability(Durability.NONE);

    private static final Type TEXTS = new ParameterizedTypeReference<Map<String, String>>() {}.getType();
    private static final Type NUMBERS = new ParameterizedTypeReference<List<BigInteger>>() {}.getType();
    private static final Type ANY_KEYS = new ParameterizedTypeReference<Map<Object, String>>() {}.getType();

    @TempDir
    Path directory;

    record Nested(List<Map<String, Integer>> counts) {}

    static Stream<Arguments> unreadable() {
        return both(
                arguments(TEXTS, Map.of("\ud800", "a"), "surrogate"),
                arguments(TEXTS, Map.of("a", "b", "c\ud800d", "e"), "surrogate"),
                arguments(TEXTS, Map.of("\udc00", "a"), "surrogate"),
                arguments(TEXTS, Map.of("\ude00\ud83d", "a"), "surrogate"),
                arguments(Nested.class, new Nested(List.of(Map.of("\ud800", 1))), "surrogate"),
                arguments(TEXTS, Map.of("a".repeat(50_001), "b"), "Name length (50001)"),
                arguments(TEXTS, Map.of("€".repeat(16_667), "b"), "Name length (50001)"),
                arguments(NUMBERS, List.of(BigInteger.ONE, BigInteger.TEN.pow(1000)), "length (1001)"),
                arguments(ANY_KEYS, twoKeysOfOneName(), "uplicate"));
    }

    static Stream<Arguments> readable() {
        return both(
                arguments(TEXTS, Map.of("\ud83d\ude00", "a")),
                arguments(TEXTS, Map.of("a", "b\ud800c")),
                arguments(TEXTS, Map.of("\u0000\ufffe\"\\\n", "\u0000\ufffe\"\\\n")),
                arguments(TEXTS, Map.of("", "")),
                arguments(TEXTS, Map.of("a".repeat(50_000), "b".repeat(1_000_000))),
                arguments(NUMBERS, List.of(BigInteger.TEN.pow(999))));
    }

    private static Stream<Arguments> both(Arguments... all) {
        return Arrays.stream(EitherJackson.values())
                .flatMap(jackson -> Arrays.stream(all)
                        .map(one -> Stream.concat(Stream.of(jackson), Arrays.stream(one.get()))
                                .toArray())
                        .map(Arguments::of));
    }

    private static Map<Object, String> twoKeysOfOneName() {
        Map<Object, String> keys = new LinkedHashMap<>();
        keys.put(1, "a");
        keys.put("1", "b");
        return keys;
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesToWriteWhatTheParserRefuses(EitherJackson jackson, Type type, Object state, String message)
            throws IOException {
        assertRefused(jackson.format(Settings.DEFAULT, type), state, message);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesWhatTheParserReads(EitherJackson jackson, Type type, Object state) throws IOException {
        StateFile<Object> file = file(jackson.format(Settings.DEFAULT, type));
        file.write(state);
        assertThat(file.read()).contains(state);
    }

    /** The mapper may have limits that are lower than the defaults. */
    @ParameterizedTest
    @EnumSource
    void keepsToTheLimitsOfTheMapper(EitherJackson jackson) throws IOException {
        assertRefused(jackson.narrowFormat(Map.class), Map.of("a", "b".repeat(40_000)), "String value length");
        assertRefused(jackson.narrowFormat(List.class), List.of(List.of(List.of(List.of()))), "nesting depth (4)");
    }

    private void assertRefused(StateFormat<Object> format, Object state, String message) throws IOException {
        StateFile<Object> file = file(format);
        Files.writeString(file.path(), "old");
        assertThatThrownBy(() -> file.write(state))
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessageStartingWith(file.path() + ": the state can't be written: it could not be read back: ")
                .hasMessageContaining(message);
        assertThat(file.path()).hasContent("old");

        Files.delete(file.path());
        assertThatThrownBy(() -> file.update(() -> state, same -> same)).isInstanceOf(IncompatibleStateException.class);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private StateFile<Object> file(StateFormat<Object> format) {
        return StateFile.of(directory.resolve("state.json"), format, WITHOUT_FORCE);
    }
}
