/** The state files of a Spring application: inject {@link io.github.atomicwrite.spring.StateFiles}. */
@NullMarked
package io.github.atomicwrite.spring;

import org.jspecify.annotations.NullMarked;
