package io.github.atomicwrite.test;

import java.util.function.Consumer;

/**
 * One change that a step asks of the disk. The disk may make it at any time, until a force demands it.
 *
 * @param subject the inode whose force makes it durable: a file for its data, a directory for its names
 * @param effect what it does
 * @param description what is lost without it
 */
record Change(int subject, Consumer<Disk> effect, String description) {}
