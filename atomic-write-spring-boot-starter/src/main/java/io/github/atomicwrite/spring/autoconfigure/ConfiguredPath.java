package io.github.atomicwrite.spring.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Creates a path from the text of a property, and refuses text that was probably not meant as a path. */
final class ConfiguredPath {
    private ConfiguredPath() {}

    /** Spring's own conversion would prefer a class path resource of the same name. */
    static Path of(String property, String text) {
        if (text.matches("(?s)(file|classpath\\*?|https?):.*")) {
            throw new RefusedValueException(
                    property,
                    text,
                    "The value is a URL, not a path.",
                    "Give the path of a directory, without a scheme.");
        }
        if (text.isBlank()) {
            throw new RefusedValueException(
                    property,
                    quoted(text),
                    "The value is blank.",
                    "Give the path of a directory, or remove the property.");
        }
        if (text.contains("${")) {
            throw new RefusedValueException(
                    property,
                    quoted(text),
                    "The value contains a placeholder that has no value.",
                    "Set the property or the environment variable that the placeholder names.");
        }
        if (text.stripLeading().startsWith("~")) {
            throw new RefusedValueException(
                    property,
                    quoted(text),
                    "The value starts with ~, which only a shell replaces by a home directory.",
                    "Give the whole path, or write ${user.home} instead of ~.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new RefusedValueException(
                    property,
                    text,
                    "The value is not a valid path: " + invalid.getReason() + ".",
                    "Give the path of a directory.");
        }
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
