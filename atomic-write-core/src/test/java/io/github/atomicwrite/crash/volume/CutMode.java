package io.github.atomicwrite.crash.volume;

/** What survives a power cut. Both modes are needed: each catches mutants that escape the other. */
public enum CutMode {
    /** Nothing in memory reaches the disk, neither journal nor data. Reveals acknowledgements that come too early. */
    LOSES_EVERYTHING,
    /** The journal reaches the disk, the data does not. Reveals names that are durable before their content. */
    KEEPS_METADATA
}
