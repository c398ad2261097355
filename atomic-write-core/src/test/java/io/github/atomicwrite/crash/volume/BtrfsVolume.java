package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A btrfs volume. btrfs has no shutdown ioctl. So the cut copies its image, and {@link #recover()} mounts the copy. The
 * image lies on an XFS that shares blocks, which makes the copy instant.
 */
final class BtrfsVolume implements Volume {
    private static final String OPTIONS = "defaults";

    private final Path images;
    private final Path root;
    private int generation;

    private BtrfsVolume(Path images, Path root) {
        this.images = images;
        this.root = root;
    }

    static BtrfsVolume mount(Path scratch) throws IOException {
        Path images = scratch.resolve("images");
        DiskImage.mount(DiskImage.create(scratch.resolve("outer.img"), "2g", "mkfs.xfs", "-q"), images, "defaults");
        BtrfsVolume volume = new BtrfsVolume(images, scratch.resolve("volume"));
        DiskImage.mount(DiskImage.create(volume.image(0), "128m", "mkfs.btrfs", "-q"), volume.root, OPTIONS);
        return volume;
    }

    private Path image(int number) {
        return images.resolve("btrfs" + number + ".img");
    }

    @Override
    public Path root() {
        return root;
    }

    /**
     * {@code btrfs subvolume delete -c} commits the metadata with the ioctls START_SYNC and WAIT_SYNC. They do not
     * write data.
     */
    @Override
    public void cut(CutMode cut) throws IOException {
        if (cut == CutMode.KEEPS_METADATA) {
            Command.run("btrfs", "-q", "subvolume", "create", root.resolve("committed"));
            Command.run("btrfs", "-q", "subvolume", "delete", "-c", root.resolve("committed"));
        }
        Command.run("cp", "--reflink=always", image(generation), image(generation + 1));
    }

    @Override
    public void recover() throws IOException {
        Command.run("umount", root);
        Files.delete(image(generation));
        generation++;
        Command.run("btrfs", "-q", "device", "scan", "--forget");
        DiskImage.mount(image(generation), root, OPTIONS);
    }

    @Override
    public boolean failsAfterCut() {
        return false;
    }
}
