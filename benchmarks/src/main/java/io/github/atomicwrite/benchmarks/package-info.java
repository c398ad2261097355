/** What a write costs, beside C programs and other libraries, each in its durability class. */
@NullMarked
package io.github.atomicwrite.benchmarks;

import org.jspecify.annotations.NullMarked;
