package io.github.atomicwrite.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.jackson.EitherJackson.Settings;
import io.github.atomicwrite.state.IncompatibleStateException;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;

/** S8, S9: what is written can be read, whatever the mapper's settings, and what could not be read is not written. */
class OwnFileTests {
    private static final Shapes.Entry ENTRY = new Shapes.Entry("a", 1);

    private static final AtomicFileWriter WITHOUT_FORCE =
            AtomicFileWriter.create().withDurability(Durability.NONE);

    @TempDir
    Path directory;

    static Stream<Arguments> states() {
        Map<String, Instant> seen = Map.of("a", Instant.EPOCH);
        return Stream.of(
                state(new Shapes.Cache(seen, Instant.now())),
                state(new Shapes.Cache(Map.of(), Instant.EPOCH)),
                state(ENTRY),
                state(new Shapes.Entry("", 0)),
                state(new Shapes.Numbers(
                        0, Long.MAX_VALUE, Short.MIN_VALUE, 0, BigInteger.TEN.pow(30), 0.0, new BigDecimal("1.10"))),
                state(new Shapes.Numbers(
                        Integer.MIN_VALUE, 0, (short) 0, 1, BigInteger.ZERO, Double.NaN, BigDecimal.ZERO)),
                state(new Shapes.Numbers(
                        1, 0, (short) 0, 1, BigInteger.ZERO, Double.NEGATIVE_INFINITY, BigDecimal.ZERO)),
                state(new Shapes.Numbers(1, 0, (short) 0, 1, BigInteger.ZERO, 1e300, new BigDecimal("1E+40"))),
                state(new Shapes.Flag(false, true)),
                state(new Shapes.Maybe(Optional.of("a"), OptionalInt.of(0), Optional.of(ENTRY))),
                state(new Shapes.Maybe(Optional.empty(), OptionalInt.empty(), Optional.empty())),
                state(new Shapes.TypeUse(null, null)),
                state(new Shapes.TypeUse("a", 1)),
                state(new Shapes.JakartaNullable(null)),
                state(new Shapes.SpringNullable(null)),
                state(new Shapes.ExplicitConstructor(null)),
                state(new Shapes.Named("a")),
                state(new Shapes.Aliased("a")),
                state(new Shapes.Tolerant("a")),
                state(new Shapes.Derived(1)),
                state(new Shapes.Derived(0)),
                state(new Shapes.Checked(0)),
                state(new Shapes.AsText(1, 2L, 1.5, true, List.of(1, 2))),
                state(new Shapes.AsText(0, 0L, Double.NaN, false, List.of())),
                state(new Shapes.TruthAsNumber(true)),
                state(new Shapes.TruthAsNumber(false)),
                state(new Shapes.ToText(Long.MAX_VALUE)),
                state(new Shapes.Ids(1, List.of(2L, 3L))),
                state(new Shapes.Leveled(Shapes.Level.LOW, List.of(Shapes.Level.HIGH), Map.of(Shapes.Level.HIGH, 1))),
                state(new Shapes.ByInstant(Map.of(Instant.EPOCH, "a"))),
                state(new Shapes.WithSpelled(Shapes.Spelled.THREE)),
                state(new Shapes.Point(1, null)),
                state(new Shapes.Point(0, "a")),
                arguments(Shapes.Figure.class, new Shapes.Circle(1, null)),
                arguments(Shapes.Figure.class, new Shapes.Box(0, 0)),
                state(new Shapes.Drawing(List.of(new Shapes.Box(1, 2), new Shapes.Circle(0, "a")))),
                arguments(Shapes.Pet.class, new Shapes.Cat("m", 9)),
                arguments(Shapes.Pet.class, new Shapes.Dog("", 0)),
                state(new Shapes.Outer("a", new Shapes.Inner(1, 0))),
                state(new Shapes.HoldsWrapped(new Shapes.Wrapped("a"))),
                state(new Shapes.HoldsWrapped(new Shapes.Wrapped(""))),
                state(extra()),
                state(new Shapes.Kept(List.of(), 0, "")),
                state(new Shapes.Kept(List.of("a"), 1, "b")),
                state(new Shapes.NullsAsEmpty(List.of())),
                state(new Shapes.Row("a", 1)),
                state(new Shapes.Ignored("a", null)),
                state(new Shapes.ClassIgnored("a", null)),
                state(1),
                state(true),
                state("text"),
                state(""),
                state(new int[] {1, 0}),
                state(new byte[] {1}),
                state(new byte[0]),
                state(new char[0]),
                state(new boolean[] {true}),
                state(new double[] {1, Double.NaN}),
                state(new String[] {"a", ""}),
                state(Locale.ROOT),
                state(Locale.GERMANY),
                state(URI.create("")),
                state(UUID.randomUUID()),
                state(Currency.getInstance("EUR")),
                state(Duration.ofMillis(1500)),
                state(LocalDate.of(2026, 1, 1)),
                state(ZonedDateTime.parse("2026-01-01T00:00:00Z")),
                state(Shapes.Level.LOW),
                generic(new ParameterizedTypeReference<List<Shapes.Entry>>() {}, List.of(ENTRY)),
                generic(new ParameterizedTypeReference<Map<String, Shapes.Entry>>() {}, Map.of("a", ENTRY)),
                generic(new ParameterizedTypeReference<Set<Shapes.Level>>() {}, Set.of(Shapes.Level.LOW)),
                generic(new ParameterizedTypeReference<EnumSet<Shapes.Level>>() {}, EnumSet.of(Shapes.Level.LOW)),
                generic(new ParameterizedTypeReference<Optional<Shapes.Entry>>() {}, Optional.of(ENTRY)),
                generic(new ParameterizedTypeReference<List<@Nullable String>>() {}, Arrays.asList("a", null)),
                generic(
                        new ParameterizedTypeReference<Map<String, Object>>() {},
                        Map.of("a", 1, "b", List.of("x", "y"))),
                generic(new ParameterizedTypeReference<Map<Integer, Long>>() {}, Map.of(1, 2L)));
    }

    private static Arguments state(Object state) {
        return arguments(state instanceof Shapes.Level ? Shapes.Level.class : state.getClass(), state);
    }

    private static Arguments generic(ParameterizedTypeReference<?> type, Object state) {
        return arguments(type.getType(), state);
    }

    private static Shapes.Extra extra() {
        Shapes.Extra extra = new Shapes.Extra("a");
        extra.put("more", 1);
        return extra;
    }

    static Stream<Arguments> cases() {
        return states().flatMap(state -> Arrays.stream(EitherJackson.values())
                .flatMap(jackson -> Arrays.stream(Settings.values())
                        .map(settings -> arguments(jackson, settings, state.get()[0], state.get()[1]))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRead(EitherJackson jackson, Settings settings, Type type, Object state) throws IOException {
        StateFile<Object> file = file(jackson, settings, type);
        file.write(state);
        String text = Files.readString(file.path());

        Object read = file.read().orElseThrow();
        assertThat(Objects.deepEquals(read, state))
                .as("%s is read as %s", text, read)
                .isTrue();
        file.update(() -> state, same -> same);
        assertThat(file.path()).hasContent(text);
    }

    /** A state, and what the message says. */
    static Stream<Arguments> unreadable() {
        Shapes.Entry nameless = new Shapes.Entry(null, 1);
        return Stream.of(
                        arguments(Shapes.Cache.class, new Shapes.Cache(null, Instant.EPOCH), "property: seenAt: null"),
                        arguments(Shapes.Cache.class, new Shapes.Cache(Map.of(), null), "property: lastRun: null"),
                        arguments(
                                Shapes.Nested.class,
                                new Shapes.Nested(List.of(ENTRY, nameless), Map.of(), new Shapes.Entry[0]),
                                "property: entries[1].name: null"),
                        arguments(
                                Shapes.Nested.class,
                                new Shapes.Nested(List.of(), Map.of("x", nameless), new Shapes.Entry[0]),
                                "property: byName.x.name: null"),
                        arguments(
                                Shapes.Maybe.class,
                                new Shapes.Maybe(Optional.empty(), OptionalInt.empty(), Optional.of(nameless)),
                                "name: null"),
                        arguments(Shapes.Named.class, new Shapes.Named(null), "property: n: null"),
                        arguments(Shapes.Kept.class, new Shapes.Kept(List.of(), 0, null), "property: text: null"),
                        arguments(Shapes.Drawing.class, new Shapes.Drawing(null), "property: figures: null"),
                        arguments(Shapes.HoldsWrapped.class, new Shapes.HoldsWrapped(null), "property: value: null"),
                        arguments(Shapes.Outer.class, new Shapes.Outer("a", null), "property: inner: null"),
                        arguments(Shapes.Row.class, new Shapes.Row(null, 1), "name: null"),
                        arguments(
                                new ParameterizedTypeReference<Optional<String>>() {}.getType(),
                                Optional.empty(),
                                "an empty Optional could not be told from a missing state"),
                        arguments(
                                new ParameterizedTypeReference<Map<String, Shapes.Entry>>() {}.getType(),
                                new HashMap<>(Map.of("a", nameless)),
                                "property: a.name: null"))
                .flatMap(one -> Arrays.stream(EitherJackson.values())
                        .flatMap(jackson -> Arrays.stream(Settings.values())
                                .filter(settings -> settings != Settings.SNAKE_CASE)
                                .map(settings ->
                                        arguments(jackson, settings, one.get()[0], one.get()[1], one.get()[2]))));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void isNotWrittenIfItCouldNotBeRead(
            EitherJackson jackson, Settings settings, Type type, Object state, String message) throws IOException {
        Path path = Files.writeString(directory.resolve("state.json"), "old");
        StateFile<Object> file = file(jackson, settings, type);

        assertThatThrownBy(() -> file.write(state))
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessageStartingWith(path + ": the state can't be written")
                .hasMessageContaining(message);
        assertThat(path).hasContent("old");
        Files.delete(path);
        assertThatThrownBy(() -> file.update(() -> state, same -> same)).isInstanceOf(IncompatibleStateException.class);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private StateFile<Object> file(EitherJackson jackson, Settings settings, Type type) {
        return StateFile.of(directory.resolve("state.json"), jackson.format(settings, type), WITHOUT_FORCE);
    }
}
