package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.CutMode;
import io.github.atomicwrite.crash.volume.Volume;
import io.github.atomicwrite.crash.volume.VolumeKind;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether this machine can mount, cut and recover each file system, and has what a disk of our own needs. */
public final class VolumesProbe implements Experiment {
    private static final Path FUSE = Path.of("/dev/fuse");

    VolumesProbe(String unused) {}

    @Override
    public void run(Path scratch, Findings findings) throws Exception {
        if (!Files.isWritable(FUSE)) {
            throw new IllegalStateException("it needs " + FUSE);
        }
        for (VolumeKind kind : VolumeKind.values()) {
            Volume volume = kind.mount(Files.createDirectory(scratch.resolve(kind.name())));
            Command.run("sync", "-f", volume.root()); // what was never forced would be lost, directories included
            for (CutMode cut : CutMode.values()) {
                volume.cut(cut);
                volume.recover();
            }
        }
    }
}
