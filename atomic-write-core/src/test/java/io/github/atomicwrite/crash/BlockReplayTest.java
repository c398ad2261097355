package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.experiment.BlockReplayExperiment;
import io.github.atomicwrite.crash.experiment.IsolatedJvm;
import io.github.atomicwrite.crash.volume.LoggedVolumeKind;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replays the block log of a disk in each order that a power cut may leave. */
@Tier2
class BlockReplayTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 each disk that a power cut may leave holds old or new, and new once acknowledged")
    void anyDiskThatFlushesHoldsOldOrNew(LoggedVolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(BlockReplayExperiment.class, kind.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P2 each disk that a power cut may leave holds the old version or the new one, whole")
    void anyDiskThatFlushesHoldsAWholeVersion(LoggedVolumeKind kind, Evidence evidence) throws IOException {
        evidence.accept(IsolatedJvm.run(BlockReplayExperiment.OfVersions.class, kind.name()));
    }
}
