package io.github.atomicwrite.crash;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether this machine can mount, cut and recover each file system, and has what a disk of our own needs. */
final class VolumesProbe implements Experiment {
    private static final Path FUSE = Path.of("/dev/fuse");

    VolumesProbe(String unused) {}

    @Override
    public void run(Path room, Findings findings) throws Exception {
        if (!Files.isWritable(FUSE)) {
            throw new IllegalStateException("it needs " + FUSE);
        }
        for (VolumeKind kind : VolumeKind.values()) {
            Volume volume = kind.mount(Files.createDirectory(room.resolve(kind.name())));
            Command.run("sync", "-f", volume.root()); // what was never forced would be lost, directories included
            for (Cut cut : Cut.values()) {
                volume.cut(cut);
                volume.recover();
            }
        }
    }
}
