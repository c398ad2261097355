package io.github.atomicwrite.crash.trace;

import java.util.function.Consumer;

/**
 * One change that a system call has asked of the disk, and that the disk may make at any time until it is forced to.
 *
 * @param call the place of that call in the trace
 * @param inode whose force makes it durable: an inode, or {@link #DIRECTORY}
 * @param change what it does to a disk
 */
record DiskOperation(int call, int inode, Consumer<DiskState> change) {
    static final int DIRECTORY = -1;
}
