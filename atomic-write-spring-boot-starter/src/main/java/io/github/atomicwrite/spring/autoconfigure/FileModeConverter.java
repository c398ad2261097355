package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.FileMode;
import org.springframework.core.convert.converter.Converter;

/**
 * Reads modes from text, and never guesses.
 *
 * <p>YAML takes {@code 0640} without quotes for an octal number and {@code 640} for a decimal one, and either reaches us as a number without
 * its spelling, or, through a placeholder, as that number's decimal digits. So numbers are refused, and so are decimal digits that may have
 * been one.
 */
final class FileModeConverter implements Converter<Object, FileMode> {
    private static final String CURE =
            "Put the mode in quotes, with a leading zero, as in mode: \"0640\", or write it in symbols, as in mode: rw-r-----.";

    @Override
    public FileMode convert(Object source) {
        if (!(source instanceof CharSequence)) {
            throw refuse(
                    String.valueOf(source),
                    source instanceof Number
                            ? "This reached the application as a number, because it is not in quotes: YAML makes 416 of 0640,"
                                    + " and how it was written can't be told any more."
                            : "This is no text.");
        }
        String text = source.toString().strip();
        if (mayHaveBeenAnOctalNumber(text)) {
            throw refuse(
                    "\"" + text + "\"",
                    "These may be the octal digits of a mode, or what YAML makes of a mode that is not in quotes"
                            + " (416 of 0640).");
        }
        try {
            return FileMode.parse(text.matches("0[oO][0-7]+") ? text.substring(2) : text);
        } catch (IllegalArgumentException unreadable) {
            throw refuse("\"" + text + "\"", "This is no file mode.");
        }
    }

    /** At most {@code 0777}, which is 511. */
    private static boolean mayHaveBeenAnOctalNumber(String text) {
        return text.matches("[1-9][0-9]{0,2}") && Integer.parseInt(text) <= 0777;
    }

    private static RefusedValueException refuse(String value, String reason) {
        return new RefusedValueException(null, value, reason, CURE);
    }
}
