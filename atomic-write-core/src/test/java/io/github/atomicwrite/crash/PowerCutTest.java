package io.github.atomicwrite.crash;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tier2
class PowerCutTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 W5 after any step it leaves old or new, and new once acknowledged; every mutant is caught")
    void afterAnyStepItLeavesOldOrNew(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(Lab.run(PowerCuts.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 at random under load it leaves a whole version, and none that was acknowledged is lost")
    void atRandomItLosesNothingAcknowledged(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(Lab.run(RandomCuts.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 between the moves of a batch it leaves each file old or new, and all new once acknowledged")
    void betweenTheMovesOfABatchItTearsNoFile(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(Lab.run(BatchCuts.class, kind.name()));
    }
}
