package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Types of states, one for each way to say in Java what a file holds. */
@SuppressWarnings("ArrayRecordComponent") // applications have such types
interface Shapes {
    record Cache(Map<String, Instant> seenAt, Instant lastRun) {}

    record Entry(String name, int count) {}

    record Nested(List<Entry> entries, Map<String, Entry> byName, Entry[] array) {}

    record Numbers(int i, long l, short s, Integer boxed, BigInteger big, double d, BigDecimal decimal) {}

    record Flag(boolean on, Boolean boxed) {}

    record Maybe(Optional<String> name, OptionalInt count, Optional<Entry> entry) {}

    record TypeUse(@Nullable String name, @Nullable Integer count) {}

    record JakartaNullable(@jakarta.annotation.Nullable String name) {}

    @SuppressWarnings("deprecation") // applications use it
    record SpringNullable(@org.springframework.lang.Nullable String name) {}

    record ExplicitConstructor(@Nullable String name) {
        public ExplicitConstructor(String name) {
            this.name = name;
        }
    }

    record Named(@JsonProperty("n") String name) {}

    record Aliased(@JsonAlias("old") String name) {}

    record Ignored(String name, @JsonIgnore String secret) {}

    @JsonIgnoreProperties("secret")
    record ClassIgnored(String name, String secret) {}

    record ReadOnly(
            String name,

            @JsonProperty(access = JsonProperty.Access.READ_ONLY)
            String shown) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Tolerant(String name) {}

    record Derived(int a) {
        public int getDouble() {
            return 2 * a;
        }

        @JsonProperty
        public boolean positive() {
            return a > 0;
        }
    }

    record Checked(int count) {
        public Checked {
            if (count < 0) {
                throw new IllegalArgumentException("count is negative");
            }
        }
    }

    record AsText(
            @JsonFormat(shape = JsonFormat.Shape.STRING) int i,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long l,
            @JsonFormat(shape = JsonFormat.Shape.STRING) double d,
            @JsonFormat(shape = JsonFormat.Shape.STRING) boolean b,
            @JsonFormat(shape = JsonFormat.Shape.STRING) List<Integer> all) {}

    record TruthAsNumber(
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) boolean b) {}

    record ToText(
            @com.fasterxml.jackson.databind.annotation.JsonSerialize(
                    using = com.fasterxml.jackson.databind.ser.std.ToStringSerializer.class)
            @tools.jackson.databind.annotation.JsonSerialize(
                    using = tools.jackson.databind.ser.std.ToStringSerializer.class)
            long id) {}

    record Ids(long id, List<Long> all) {}

    enum Level {
        LOW,
        HIGH
    }

    record Leveled(Level level, List<Level> levels, Map<Level, Integer> counts) {}

    record ByInstant(Map<Instant, String> at) {}

    enum Spelled {
        ONE,
        THREE;

        @Override
        public String toString() {
            return "number " + name().length();
        }
    }

    record WithSpelled(Spelled spelled) {}

    final class Point {
        private final int x;
        private final @Nullable String label;

        @JsonCreator
        Point(@JsonProperty("x") int x, @JsonProperty("label") @Nullable String label) {
            this.x = x;
            this.label = label;
        }

        public int getX() {
            return x;
        }

        public @Nullable String getLabel() {
            return label;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Point point && x == point.x && Objects.equals(label, point.label);
        }

        @Override
        public int hashCode() {
            return x;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Box.class, name = "box")
    })
    sealed interface Figure permits Circle, Box {}

    record Circle(int radius, @Nullable String name) implements Figure {}

    record Box(int width, int height) implements Figure {}

    record Drawing(List<Figure> figures) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Cat.class), @JsonSubTypes.Type(Dog.class)})
    sealed interface Pet permits Cat, Dog {}

    record Cat(String meow, int lives) implements Pet {}

    record Dog(String bark, int age) implements Pet {}

    record Outer(String id, @JsonUnwrapped Inner inner) {}

    record Inner(int a, int b) {}

    record Wrapped(@JsonValue String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Wrapped {}
    }

    record HoldsWrapped(Wrapped value) {}

    final class Extra {
        private final Map<String, Object> rest = new LinkedHashMap<>();
        private final String name;

        @JsonCreator
        Extra(@JsonProperty("name") String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }

        @JsonAnyGetter
        public Map<String, Object> rest() {
            return rest;
        }

        @JsonAnySetter
        void put(String key, Object value) {
            rest.put(key, value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Extra extra && rest.equals(extra.rest) && name.equals(extra.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    record Kept(
            List<String> names,
            int zero,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String text) {}

    record NullsAsEmpty(@JsonSetter(nulls = Nulls.AS_EMPTY) List<String> names) {}

    record Bits(byte b, short s, byte[] bytes, char[] chars, int[] ints) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Row(String name, int count) {}
}
