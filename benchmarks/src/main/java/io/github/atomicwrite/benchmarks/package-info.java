/** Benchmarks of writes, compared with C programs and with other libraries of the same durability class. */
@NullMarked
package io.github.atomicwrite.benchmarks;

import org.jspecify.annotations.NullMarked;
