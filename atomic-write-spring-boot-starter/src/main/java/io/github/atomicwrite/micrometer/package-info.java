/** Meters for the writer's commits. This package depends on commit events and on Micrometer, not on Spring. */
@NullMarked
package io.github.atomicwrite.micrometer;

import org.jspecify.annotations.NullMarked;
