package io.github.atomicwrite.crash.trace;

import java.util.function.Consumer;

/**
 * One change that a system call requests. The disk may make it at any time; a force makes it durable.
 *
 * @param call the index of the call in the trace
 * @param inode the inode whose force makes the change durable, the directory's for a name
 * @param change the change of a state
 */
record DiskOperation(int call, int inode, Consumer<DiskState> change) {}
