package io.github.atomicwrite.test;

/**
 * Something that the code under test did and that the recording doesn't show, so that a verdict could be wrong.
 *
 * @param what what was done, and to which file
 * @param forcesOnly whether nothing but a force can have been missed, which only a power loss depends on
 */
record BlindSpot(String what, boolean forcesOnly) {}
