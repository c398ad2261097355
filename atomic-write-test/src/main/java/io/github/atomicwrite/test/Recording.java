package io.github.atomicwrite.test;

import java.util.List;

/**
 * What an action did to a directory.
 *
 * @param initial the directory before it, with the inodes that the steps name later
 * @param steps in the order in which they happened
 * @param blindSpots what the action did that could not be seen
 */
record Recording(Disk initial, List<RecordedStep> steps, List<BlindSpot> blindSpots) {}
