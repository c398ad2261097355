/**
 * The results of a run. Experiments and tests add to {@code Findings}. {@code Evidence} sums them up, writes
 * {@code target/crash-evidence.json} and prints a summary. {@code EvidencePage} updates {@code docs/crash-safety.md}.
 */
@NullMarked
package io.github.atomicwrite.crash.evidence;

import org.jspecify.annotations.NullMarked;
