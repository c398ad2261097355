/**
 * Traces of system calls, and the crash states that follow from them.
 *
 * <p>{@code Strace} traces, injects errors and signals. {@code TracedCommit} is the trace of one commit.
 * {@code CrashStates} lists the states that a crash may leave at each point of it.
 */
@NullMarked
package io.github.atomicwrite.crash.trace;

import org.jspecify.annotations.NullMarked;
