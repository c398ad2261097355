package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.evidence.Findings;
import java.nio.file.Path;

/** Something that is tried in the {@link IsolatedJvm}. It has a constructor that takes one string. */
@FunctionalInterface
interface Experiment {
    /**
     * Runs it.
     *
     * @param scratch an empty directory in memory, which ends with the lab
     */
    void run(Path scratch, Findings findings) throws Exception;
}
