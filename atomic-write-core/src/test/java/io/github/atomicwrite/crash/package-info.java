/**
 * The crash tests: a write survives {@code kill -9}, power cuts, and errors at each system call, on real file systems.
 * Mutants show that the tests can find faults: they are writers that are broken on purpose, and each must be caught.
 *
 * <p>This package has the tests and their tiers. {@code @Tier1} tests need Linux and strace. {@code @Tier2} tests need
 * root, and run in an {@code IsolatedJvm}. {@code EvidenceExtension} skips the tests of a tier that this machine can't
 * run.
 *
 * <h2>The packages below</h2>
 *
 * <ul>
 *   <li>{@code content}: what a write puts into a file, and what a reader finds there.
 *   <li>{@code writer}: the process under test, and the writers that run in it.
 *   <li>{@code trace}: system calls of a commit, and the crash states that they allow.
 *   <li>{@code volume}: file systems whose power can be cut, their images, and a block device that logs its requests.
 *   <li>{@code evidence}: findings, the figures of a run, and the page that shows them.
 *   <li>{@code experiment}: what the {@code @Tier2} tests run as root.
 * </ul>
 *
 * <p>{@code experiment} uses all of the others. {@code trace} uses {@code writer}. {@code trace}, {@code writer} and
 * {@code volume} use {@code content}. There are no other arrows between these packages, and none of them uses this
 * package.
 */
@NullMarked
package io.github.atomicwrite.crash;

import org.jspecify.annotations.NullMarked;
