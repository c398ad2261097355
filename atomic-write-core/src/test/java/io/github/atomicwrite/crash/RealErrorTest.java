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

@Tier2
class RealErrorTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("W1 W4 W17 it fails, the old content is there, and nothing beside it")
    void failsAndLeavesTheOldContentAlone(RealError error, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(RealErrorExperiment.class, error.name()));
    }

    @Test
    @DisplayName("W4 a batch whose files fail on their way to the device fails, and all the old content is there")
    void noErrorOfTheBackgroundIsLost(Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(BatchErrorExperiment.class, ""));
    }
}
