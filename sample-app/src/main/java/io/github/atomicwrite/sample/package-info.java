/**
 * The command line {@code atomic-write PATH}: a Spring Boot application around an injected writer.
 *
 * <p>It never prints to standard output. What it has to say is one line on standard error.
 */
@NullMarked
package io.github.atomicwrite.sample;

import org.jspecify.annotations.NullMarked;
