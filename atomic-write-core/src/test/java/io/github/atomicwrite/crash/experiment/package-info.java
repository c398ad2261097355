/**
 * Experiments that need root: power cuts, replays of block logs, and errors of real file systems. Each runs in an
 * {@code IsolatedJvm}. Its mounts, loop devices and processes disappear when it ends.
 */
@NullMarked
package io.github.atomicwrite.crash.experiment;

import org.jspecify.annotations.NullMarked;
