/** What a Spring Boot application gets by having this starter on its class path. */
@NullMarked
package io.github.atomicwrite.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
