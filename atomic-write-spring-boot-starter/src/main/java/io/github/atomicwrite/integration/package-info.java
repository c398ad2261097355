/**
 * The metadata of Spring Integration in a state file. This package depends on state files and on Spring Integration's
 * interface, not on Spring Boot.
 */
@NullMarked
package io.github.atomicwrite.integration;

import org.jspecify.annotations.NullMarked;
