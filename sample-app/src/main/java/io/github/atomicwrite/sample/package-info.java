/**
 * The command line {@code atomic-write PATH}: a Spring Boot application that uses an injected writer.
 *
 * <p>It never prints to standard output. It prints errors as one line to standard error.
 */
@NullMarked
package io.github.atomicwrite.sample;

import org.jspecify.annotations.NullMarked;
