/** Everything here is made again at the next start. */
@WritesInPlace("a cache, which is made again")
package com.example.rules.accepted;

import io.github.atomicwrite.WritesInPlace;
