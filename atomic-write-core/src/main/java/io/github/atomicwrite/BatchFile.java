package io.github.atomicwrite;

/**
 * One file of a batch.
 *
 * @param file what is to be put in place
 * @param directory where
 */
record BatchFile(PendingFile file, BatchDirectory directory) {}
