/**
 * Typed state in one file: read strictly, written atomically, updated by one change after another.
 *
 * <p>{@link io.github.atomicwrite.state.StateFile} is where to begin; a {@link io.github.atomicwrite.state.StateFormat}
 * tells how a state becomes bytes, and a {@link io.github.atomicwrite.state.CorruptionHandler} what becomes of a file
 * that can't be read back.
 */
@NullMarked
package io.github.atomicwrite.state;

import org.jspecify.annotations.NullMarked;
