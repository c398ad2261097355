package io.github.atomicwrite.crash;

import java.nio.file.Path;

/** Something that is tried in the {@link Lab}. It has a constructor that takes one string. */
@FunctionalInterface
interface Experiment {
    /**
     * Runs it.
     *
     * @param room an empty directory in memory, which ends with the lab
     */
    void run(Path room, Findings findings) throws Exception;
}
