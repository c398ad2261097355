package io.github.atomicwrite.jackson;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that a mapper is asked to write, to see of which kind they are in its files. */
final class ScalarSample {
    /** The kind of JSON value that is written for a type. */
    enum Kind {
        TEXT,
        NUMBER,
        OTHER;

        static Kind of(byte[] json) {
            char first = json.length == 0 ? ' ' : (char) json[0];
            return first == '"' ? TEXT : Character.isDigit(first) || first == '-' ? NUMBER : OTHER;
        }
    }

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(byte.class, (byte) 1),
            Map.entry(Byte.class, (byte) 1),
            Map.entry(short.class, (short) 1),
            Map.entry(Short.class, (short) 1),
            Map.entry(int.class, 1),
            Map.entry(Integer.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(Long.class, 1L),
            Map.entry(float.class, 1f),
            Map.entry(Float.class, 1f),
            Map.entry(double.class, 1d),
            Map.entry(Double.class, 1d),
            Map.entry(BigInteger.class, BigInteger.ONE),
            Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true));

    private ScalarSample() {}

    /** Returns a value of a type; {@code null} if the type is no number, truth value or enum, or has no constant. */
    static @Nullable Object of(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        Object[] constants = type.getEnumConstants();
        return constants == null ? SAMPLES.get(type) : constants.length > 0 ? constants[0] : null;
    }
}
