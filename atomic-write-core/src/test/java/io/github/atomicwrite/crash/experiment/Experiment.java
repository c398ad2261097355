package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.evidence.Findings;
import java.nio.file.Path;

/** A trial that runs in an {@link IsolatedJvm}. It has a constructor with one string. */
@FunctionalInterface
interface Experiment {
    /**
     * Runs the experiment.
     *
     * @param scratch an empty directory in memory, which disappears with the JVM
     * @param findings where to add the results
     */
    void run(Path scratch, Findings findings) throws Exception;
}
