/**
 * Typed state in one file: read strictly, written atomically, updated by one change after another.
 *
 * <p>{@link io.github.atomicwrite.state.StateFile} is where to begin. A {@link io.github.atomicwrite.state.StateFormat}
 * defines how a state becomes bytes. A {@link io.github.atomicwrite.state.CorruptionHandler} decides what happens to a
 * file that can't be read back.
 */
@NullMarked
package io.github.atomicwrite.state;

import org.jspecify.annotations.NullMarked;
