package io.github.atomicwrite.sample;

/** Thrown when the command line is wrong. The message says why. */
final class WrongUsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    WrongUsageException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
