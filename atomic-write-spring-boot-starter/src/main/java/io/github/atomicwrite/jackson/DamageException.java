package io.github.atomicwrite.jackson;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text is no whole JSON. The message names the line and the column. */
final class DamageException extends IOException {
    private static final long serialVersionUID = 1L;

    DamageException(String position, String reason, @Nullable Throwable cause) {
        super(position + ": " + reason, cause);
    }
}
