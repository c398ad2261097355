/**
 * The process under test. {@code WriterMain} is its main class, and {@code WriterProcess} starts and commands it. In
 * the process, a {@code LibraryWriter} or a {@code Mutant} replaces files.
 */
@NullMarked
package io.github.atomicwrite.crash.writer;

import org.jspecify.annotations.NullMarked;
