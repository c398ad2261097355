/** Meters of what the writer does. Knows commit events and a registry, and no framework. */
@NullMarked
package io.github.atomicwrite.micrometer;

import org.jspecify.annotations.NullMarked;
