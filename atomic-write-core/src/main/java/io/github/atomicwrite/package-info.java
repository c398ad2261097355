/**
 * Crash-safe file writes: at any time and after any crash, a file holds its old content or its new content, whole.
 *
 * <p>{@link io.github.atomicwrite.AtomicFileWriter} is the place to start. Every write follows the recipe that <a
 * href="https://www.usenix.org/conference/osdi14/technical-sessions/presentation/pillai">Pillai and others, OSDI
 * '14</a>, found applications to get wrong: a temporary beside the target, the content, a force of the content, an
 * atomic move over the target, a force of the directory.
 *
 * <h2>The classes of this package</h2>
 *
 * <ul>
 *   <li>{@code AtomicFileWriter}: settings, text to bytes.
 *   <li>{@code PendingFile}: the order of one commit. {@code WriteBatch} and {@code BatchFiles}: the order of many.
 *       {@code StagedFile}: the steps that both consist of.
 *   <li>{@code TargetResolver}, {@code OwnerAndMode}: which file a path leads to, and whether it may be replaced; who
 *       may do what with the new one.
 *   <li>{@code OwnedTemporary}, {@code TemporaryName}: the temporary beside the target, and how others see that its
 *       writer is alive. {@code StaleTemporaries}: what a killed process leaves.
 *   <li>{@code PublishedDirectory}: many files that become visible at once. {@code Publication}: the order of one
 *       publish. {@code VersionName}, {@code NewVersion}, {@code Versions}, {@code OldVersions}: a version before,
 *       while and after it is current. {@code TreeForce}, {@code PublishTurn}: what makes it durable, and who may move
 *       the link.
 * </ul>
 *
 * <p>All file operations go through the package {@code internal.storage}.
 */
@NullMarked
package io.github.atomicwrite;

import org.jspecify.annotations.NullMarked;
