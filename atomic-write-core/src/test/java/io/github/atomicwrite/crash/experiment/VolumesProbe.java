package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.CutMode;
import io.github.atomicwrite.crash.volume.Volume;
import io.github.atomicwrite.crash.volume.VolumeKind;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that this machine can mount, cut and recover each file system, and has what a FUSE server needs. */
public final class VolumesProbe implements Experiment {
    private static final Path FUSE = Path.of("/dev/fuse");

    VolumesProbe(String unused) {}

    @Override
    public void run(Path scratch, Findings findings) throws Exception {
        if (!Files.isWritable(FUSE)) {
            throw new IllegalStateException("needs " + FUSE);
        }
        for (VolumeKind kind : VolumeKind.values()) {
            Volume volume = kind.mount(Files.createDirectory(scratch.resolve(kind.name())));
            Command.run("sync", "-f", volume.root()); // The cut loses what was not forced, directories included.
            for (CutMode cut : CutMode.values()) {
                volume.cut(cut);
                volume.recover();
            }
        }
    }
}
