package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.FileMode;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/**
 * Converts text to a mode, and refuses every ambiguous value. Blank text is no mode.
 *
 * <p>YAML reads {@code 0640} without quotes as an octal number, and {@code 640} as a decimal number. The application
 * gets the number without its spelling, or, through a placeholder, the number's decimal digits. So this converter
 * refuses numbers, and decimal digits that may come from a number.
 */
final class FileModeConverter implements Converter<Object, FileMode> {
    private static final String ACTION = "Put the mode in quotes, with a leading zero, as in mode: \"0640\","
            + " or write it in symbols, as in mode: rw-r-----.";

    @Override
    public @Nullable FileMode convert(Object source) {
        if (!(source instanceof CharSequence)) {
            throw refuse(
                    String.valueOf(source),
                    source instanceof Number
                            ? "The value is a number, because it is not in quotes."
                                    + " YAML reads 0640 as 416, so the original digits are lost."
                            : "The value is not text.");
        }
        String text = source.toString().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (mayComeFromAnOctalNumber(text)) {
            throw refuse(
                    "\"" + text + "\"",
                    "The value is ambiguous: it may be the octal digits of a mode, or the decimal number that YAML"
                            + " makes of a mode without quotes (416 of 0640).");
        }
        try {
            return FileMode.parse(text.matches("0[oO][0-7]+") ? text.substring(2) : text);
        } catch (IllegalArgumentException unreadable) {
            throw refuse("\"" + text + "\"", "The value is not a file mode.");
        }
    }

    /** Octal {@code 0777} is decimal 511, the largest mode without a special bit. */
    private static boolean mayComeFromAnOctalNumber(String text) {
        return text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= 0777;
    }

    private static RefusedValueException refuse(String value, String reason) {
        return new RefusedValueException(null, value, reason, ACTION);
    }
}
