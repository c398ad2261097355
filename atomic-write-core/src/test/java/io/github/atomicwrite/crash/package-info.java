/**
 * Evidence that a write survives {@code kill -9}, power cuts and errors at every system call, on real file systems; and
 * that these tests would notice if it did not: mutants, writers that are broken on purpose, must be caught.
 *
 * <h2>The rooms of this package</h2>
 * <ul>
 *   <li>{@code Content}, {@code Observed}: what is written, and what is found after the crash.
 *   <li>{@code EntryPoint}, {@code Mutant}: who writes. {@code Subject} is the JVM in which they do, {@code
 *       SubjectProcess} the hand that drives it, {@code Strace} the one that holds it still.
 *   <li>what is tagged {@code @Tier1}: traces, injected errors, kills, interrupts, and the crash states that a trace allows. It needs
 *       Linux and strace.
 *   <li>what is tagged {@code @Tier2}: power cuts, replayed block logs, real errors. It needs root: everything runs in the {@code Lab},
 *       a JVM with mounts and processes of its own, of which nothing is left when it ends, however it ends.
 *   <li>{@code Evidence}, {@code EvidencePage}: what has been found, as JSON and as the table in
 *       {@code docs/crash-safety.md}.
 * </ul>
 */
@NullMarked
package io.github.atomicwrite.crash;

import org.jspecify.annotations.NullMarked;
