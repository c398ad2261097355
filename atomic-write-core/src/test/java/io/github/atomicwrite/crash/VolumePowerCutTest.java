package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.experiment.BatchCutExperiment;
import io.github.atomicwrite.crash.experiment.IsolatedJvm;
import io.github.atomicwrite.crash.experiment.RandomCutExperiment;
import io.github.atomicwrite.crash.experiment.StepCutExperiment;
import io.github.atomicwrite.crash.volume.VolumeKind;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tier2
class VolumePowerCutTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 W5 after any step it leaves old or new, and new once acknowledged; every mutant is caught")
    void afterAnyStepItLeavesOldOrNew(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(StepCutExperiment.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 at random under load it leaves a whole version, and none that was acknowledged is lost")
    void atRandomItLosesNothingAcknowledged(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(RandomCutExperiment.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 between the moves of a batch it leaves each file old or new, and all new once acknowledged")
    void betweenTheMovesOfABatchItTearsNoFile(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(BatchCutExperiment.class, kind.name()));
    }
}
