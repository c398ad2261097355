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

/** Power cuts of real file systems. */
@Tier2
class VolumePowerCutTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 W5 a cut after any step leaves old or new, and new once acknowledged; each mutant is caught")
    void aCutAfterAnyStepLeavesOldOrNew(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(StepCutExperiment.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P2 P5 a cut after any step of a publish leaves a whole version, the new one once acknowledged")
    void aCutAfterAnyStepOfAPublishLeavesAWholeVersion(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(StepCutExperiment.OfPublishes.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 a cut at random leaves a whole version, and loses no acknowledged write")
    void aCutAtRandomLosesNothingAcknowledged(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(RandomCutExperiment.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 a cut between the moves of a batch leaves each file old or new, and all new once acknowledged")
    void aCutBetweenTheMovesOfABatchTearsNoFile(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(BatchCutExperiment.class, kind.name()));
    }
}
