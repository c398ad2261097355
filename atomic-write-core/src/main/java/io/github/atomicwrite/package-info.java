/**
 * Crash-safe file writes: whoever looks at a file, at any time and after any crash, finds the old content or the new
 * content, whole.
 *
 * <p>{@link io.github.atomicwrite.AtomicFileWriter} is where to begin. Every write goes the same way, after the
 * recipe that <a href="https://www.usenix.org/conference/osdi14/technical-sessions/presentation/pillai">Pillai and
 * others, OSDI '14</a>, found applications to get wrong: a temporary beside the target, the content, a force of the
 * content, an atomic move over the target, a force of the directory.
 *
 * <h2>The rooms of this package</h2>
 * <ul>
 *   <li>{@code AtomicFileWriter}: settings, text to bytes, telling listeners.
 *   <li>{@code PendingFile}: the order of one commit, and its only mutable state. {@code WriteBatch} and {@code
 *       BatchCommit}: the order of many.
 *   <li>{@code TargetResolver}, {@code TemporaryName}: which file a path means, what may be replaced, and what the
 *       temporary beside it is called.
 *   <li>{@code Storage}: the one door to the file system. {@code SystemStorage} is the door to the operating system's
 *       own, {@code PortableStorage} the one to any other provider of {@code java.nio.file}.
 *   <li>{@code StaleTemporaries}: what a killed process leaves, and how it is told from what a living one uses.
 * </ul>
 */
@NullMarked
package io.github.atomicwrite;

import org.jspecify.annotations.NullMarked;
