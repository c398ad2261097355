package io.github.atomicwrite;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How one writer writes.
 *
 * @param mode the mode of every file that it writes; {@code null} to inherit it
 * @param charset what text is encoded with
 * @param durability what is forced before a write returns
 * @param listeners who hears of each write's end
 */
record Settings(@Nullable FileMode mode, Charset charset, Durability durability, CommitListeners listeners) {}
