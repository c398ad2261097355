/** Checks the pages of the documentation: their links, and the code that they show. */
package io.github.atomicwrite.documentation;
