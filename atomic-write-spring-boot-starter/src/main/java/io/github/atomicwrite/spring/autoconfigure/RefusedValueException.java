package io.github.atomicwrite.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/** Thrown when a property has a value that can't be used. It says why, and what to do. */
final class RefusedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String property;
    private final String value;
    private final String reason;
    private final String action;

    /**
     * Creates an exception.
     *
     * @param property the property's canonical name; {@code null} if only Spring's binder knows it
     * @param value the value to show, with its placeholders resolved
     * @param reason a sentence that says why the value can't be used
     * @param action a sentence that says what to do
     */
    RefusedValueException(@Nullable String property, String value, String reason, String action) {
        super((property == null ? "" : property + ": ") + value + ": " + reason + " " + action);
        this.property = property;
        this.value = value;
        this.reason = reason;
        this.action = action;
    }

    RefusedValueException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    @Nullable
    String property() {
        return property;
    }

    String value() {
        return value;
    }

    String reason() {
        return reason;
    }

    String action() {
        return action;
    }
}
