package io.github.atomicwrite.test;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A method or constructor that writes a file in place.
 *
 * @param owner the class that has it, or a superclass
 * @param name of a constructor, {@code <init>}
 * @param parameters the names of the types, as {@link Class#getName()} has them
 * @param instead what to do instead
 */
record DirectWrite(String owner, String name, List<String> parameters, String instead) {
    /** A signatures file of forbidden-apis, so that both tools have the same list. */
    private static final String LIST = "writes-in-place.txt";

    private static final Map<String, String> PRIMITIVES = Map.of("byte", "B");

    /** Reads the list. */
    static List<DirectWrite> all() {
        try (InputStream list = DirectWrite.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IOException("The list is not on the class path: " + LIST);
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("@"))
                    .map(DirectWrite::parse)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static DirectWrite parse(String line) {
        int hash = line.indexOf('#');
        int opening = line.indexOf('(');
        int closing = line.indexOf(')');
        String parameters = line.substring(opening + 1, closing);
        return new DirectWrite(
                line.substring(0, hash),
                line.substring(hash + 1, opening),
                parameters.isEmpty()
                        ? List.of()
                        : Arrays.stream(parameters.split(",", -1))
                                .map(DirectWrite::className)
                                .toList(),
                line.substring(line.indexOf(" @ ") + 3));
    }

    private static String className(String source) {
        if (!source.endsWith("[]")) {
            return source;
        }
        String element = source.substring(0, source.length() - 2);
        return "[" + PRIMITIVES.getOrDefault(element, "L" + element + ";");
    }

    /** Whether a call of this target is such a write. A subclass of the owner counts for methods. */
    boolean matches(CodeUnitAccessTarget target) {
        return target.getName().equals(name)
                && target.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList()
                        .equals(parameters)
                && (name.equals("<init>")
                        ? target.getOwner().getName().equals(owner)
                        : target.getOwner().isAssignableTo(owner));
    }
}
