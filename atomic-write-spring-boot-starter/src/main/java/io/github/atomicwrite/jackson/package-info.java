/**
 * States as JSON, by Jackson 3 or Jackson 2. Knows state formats and a mapper, and no framework.
 *
 * <p>An application never meets these classes: it injects {@code StateFiles}, which has no Jackson type in its
 * signatures.
 */
@NullMarked
package io.github.atomicwrite.jackson;

import org.jspecify.annotations.NullMarked;
