package io.github.atomicwrite.crash;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tier2
class PowerCutTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "W2 W3 W5 a power cut after any step leaves old or new, and new once acknowledged; every mutant is caught")
    void leavesOldOrNew(VolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(Lab.run(PowerCuts.class, kind.name()));
    }
}
