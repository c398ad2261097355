package io.github.atomicwrite.crash.volume;

/** In which way the power goes. It takes both to find all: each mutant that one of them misses, the other catches. */
public enum CutMode {
    /** Nothing that is in memory reaches the disk, be it journal or data. Finds acknowledgements that came too early. */
    LOSES_EVERYTHING,
    /** The journal still reaches the disk, but no data. Finds names that are there before their content. */
    KEEPS_METADATA
}
