package io.github.atomicwrite.jackson;

import java.util.Arrays;

/** Tells a getter that computes its result from one that returns a field. */
final class BackingField {
    private BackingField() {}

    static boolean exists(Class<?> type, String name) {
        boolean declared = Arrays.stream(type.getDeclaredFields())
                .anyMatch(field -> field.getName().equals(name));
        return declared || (type.getSuperclass() != null && exists(type.getSuperclass(), name));
    }
}
