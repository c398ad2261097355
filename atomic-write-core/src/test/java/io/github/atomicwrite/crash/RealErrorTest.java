package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.experiment.BatchErrorExperiment;
import io.github.atomicwrite.crash.experiment.IsolatedJvm;
import io.github.atomicwrite.crash.experiment.RealError;
import io.github.atomicwrite.crash.experiment.RealErrorExperiment;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of real file systems: full, read-only, over quota, without permission, with a failing device. */
@Tier2
class RealErrorTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("W1 W4 W17 a write fails, and leaves the old content and no other file")
    void failsAndLeavesTheOldContentAlone(RealError error, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(RealErrorExperiment.class, error.name()));
    }

    @Test
    @DisplayName("W4 a batch fails if its write-back fails in the background, and leaves all the old content")
    void noErrorOfTheBackgroundIsLost(Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(BatchErrorExperiment.class, ""));
    }
}
