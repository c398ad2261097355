/**
 * The operations of a file system, and nothing about why or in which order they are used.
 *
 * <p>{@link io.github.atomicwrite.internal.storage.Storages} selects the implementation for a path:
 * {@code PosixStorage} for the file systems of Linux, macOS and other POSIX systems, {@code PortableStorage} for
 * Windows and for other providers of {@code java.nio.file}. This package is not exported.
 */
@NullMarked
package io.github.atomicwrite.internal.storage;

import org.jspecify.annotations.NullMarked;
