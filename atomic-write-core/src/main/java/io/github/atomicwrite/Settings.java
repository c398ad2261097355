package io.github.atomicwrite;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one writer.
 *
 * @param mode the mode of every file that it writes; {@code null} to inherit it
 * @param charset the charset that encodes text
 * @param durability what is forced before a write returns
 * @param listeners what is notified when a write ends
 */
record Settings(@Nullable FileMode mode, Charset charset, Durability durability, CommitListeners listeners) {
    static final Settings DEFAULTS = new Settings(null, StandardCharsets.UTF_8, Durability.FULL, CommitListeners.NONE);

    Settings withMode(@Nullable FileMode other) {
        return new Settings(other, charset, durability, listeners);
    }

    Settings withCharset(Charset other) {
        return new Settings(mode, other, durability, listeners);
    }

    Settings withDurability(Durability other) {
        return new Settings(mode, charset, other, listeners);
    }

    Settings withListener(CommitListener added) {
        return new Settings(mode, charset, durability, listeners.with(added));
    }
}
