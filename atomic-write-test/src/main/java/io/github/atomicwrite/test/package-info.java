/**
 * For the tests of a project that writes files: {@link io.github.atomicwrite.test.CrashTest} runs its code and shows
 * what a crash at each step leaves. {@code AtomicWriteRules} finds the calls that write a file in place.
 *
 * <h2>How a crash test works</h2>
 *
 * <ol>
 *   <li>{@code JdkHooks} changes the methods of the JDK that write to files, so that they call a {@code FileCalls}.
 *   <li>{@code Recorder} runs the action once in a real directory. {@code FileCalls} turns each call that changes the
 *       directory, and each force, into a {@code RecordedStep} of the {@code Recording}.
 *   <li>{@code KillStates} and {@code PowerLossStates} compute from a recording what a crash may leave: each a
 *       {@code Disk}.
 *   <li>{@code Judge} writes each state into a fresh directory and asks the expectations of the test.
 * </ol>
 */
@NullMarked
package io.github.atomicwrite.test;

import org.jspecify.annotations.NullMarked;
