/** The auto-configurations of the starter: the writer, its meters and the state files. */
@NullMarked
package io.github.atomicwrite.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
