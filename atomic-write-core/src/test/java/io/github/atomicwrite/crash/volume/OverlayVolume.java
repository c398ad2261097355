package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An overlayfs, as containers use it. The cut hits the volume of its upper layer. */
record OverlayVolume(Volume upper, Path lower, Path root) implements Volume {
    static OverlayVolume mount(Volume upper, Path scratch) throws IOException {
        Files.createDirectory(upper.root().resolve("upper"));
        Files.createDirectory(upper.root().resolve("work"));
        Path lower = Files.createDirectory(scratch.resolve("lower"));
        OverlayVolume volume = new OverlayVolume(upper, lower, Files.createDirectory(scratch.resolve("merged")));
        volume.mount();
        return volume;
    }

    private void mount() throws IOException {
        String options = "lowerdir=%s,upperdir=%s,workdir=%s"
                .formatted(lower, upper.root().resolve("upper"), upper.root().resolve("work"));
        Command.run("mount", "-t", "overlay", "-o", options, "overlay", root);
    }

    @Override
    public void cut(CutMode cut) throws IOException {
        upper.cut(cut);
    }

    @Override
    public void recover() throws IOException {
        Command.run("umount", root);
        upper.recover();
        mount();
    }

    @Override
    public boolean failsAfterCut() {
        return upper.failsAfterCut();
    }
}
