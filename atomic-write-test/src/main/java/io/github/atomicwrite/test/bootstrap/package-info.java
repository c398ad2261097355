/**
 * What the changed methods of the JDK call. It is loaded by the bootstrap class loader, and knows nothing of the test
 * kit.
 */
@NullMarked
package io.github.atomicwrite.test.bootstrap;

import org.jspecify.annotations.NullMarked;
