package io.github.atomicwrite.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/** A property has a value that can't be used: why, and what to do. */
final class RefusedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String property;
    private final String value;
    private final String reason;
    private final String cure;

    /**
     * Creates an exception.
     *
     * @param property its canonical name; {@code null} where only Spring's binder knows it
     * @param value the value, placeholders resolved, as it is to be shown
     * @param reason what is wrong with it, a sentence
     * @param cure what to do about it, a sentence
     */
    RefusedValueException(@Nullable String property, String value, String reason, String cure) {
        super((property == null ? "" : property + ": ") + value + ": " + reason + " " + cure);
        this.property = property;
        this.value = value;
        this.reason = reason;
        this.cure = cure;
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

    String cure() {
        return cure;
    }
}
