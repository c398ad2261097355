/** What the packages of this module share and do not export: failures, and threads for disk operations. */
@NullMarked
package io.github.atomicwrite.internal;

import org.jspecify.annotations.NullMarked;
