package io.github.atomicwrite.jackson;

import io.github.atomicwrite.state.IncompatibleStateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an exception says about a state of another shape. */
final class Refusal {
    static final String NULL_FOR_REQUIRED = "null for a required property";

    private Refusal() {}

    static IncompatibleStateException onRead(
            String position, List<Object> path, String reason, @Nullable Throwable cause) {
        return new IncompatibleStateException(
                "the file is whole, but holds a state of another shape: " + position + property(path) + ": " + reason,
                cause);
    }

    static IncompatibleStateException onWrite(List<Object> path, Throwable cause) {
        return new IncompatibleStateException(
                "the state can't be written" + property(path) + ": " + NULL_FOR_REQUIRED, cause);
    }

    static IncompatibleStateException onReadBack(String reason, Throwable cause) {
        return new IncompatibleStateException(
                "the state can't be written: it could not be read back: " + reason, cause);
    }

    static String position(int line, int column) {
        return "line: " + line + ", column: " + column;
    }

    /** As in {@code entries[2].name}. */
    private static String property(List<Object> path) {
        if (path.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(", property: ");
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.length() > 12 ? "." : "").append(step);
            }
        }
        return text.toString();
    }
}
