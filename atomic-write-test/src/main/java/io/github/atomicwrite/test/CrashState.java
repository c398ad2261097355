package io.github.atomicwrite.test;

import java.util.List;

/**
 * What one crash may leave.
 *
 * @param moment when the crash comes
 * @param returned whether the action had returned by then
 * @param disk what is there afterwards
 * @param lost what a power loss took, because nothing had forced it
 */
record CrashState(String moment, boolean returned, Disk disk, List<String> lost) {}
