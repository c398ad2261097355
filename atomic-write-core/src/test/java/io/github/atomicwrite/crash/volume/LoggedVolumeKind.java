package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Path;

/** The file systems whose block requests are logged. */
public enum LoggedVolumeKind {
    EXT4("ext4", "defaults", "64m", "mkfs.ext4", "-q", "-b", "4096"),
    XFS("xfs", "defaults", "300m", "mkfs.xfs", "-q"),
    BTRFS("btrfs", "defaults", "128m", "mkfs.btrfs", "-q"),
    /**
     * This one never flushes the disk. Here the library must lose files, too. If the replay finds no loss, it can't
     * find faults at all.
     */
    EXT4_WITHOUT_FLUSHES("ext4", "barrier=0", "64m", "mkfs.ext4", "-q", "-b", "4096");

    private final String title;
    private final String options;
    private final String size;

    @SuppressWarnings("ImmutableEnumChecker") // never modified
    private final String[] mkfs;

    LoggedVolumeKind(String title, String options, String size, String... mkfs) {
        this.title = title;
        this.options = options;
        this.size = size;
        this.mkfs = mkfs;
    }

    public String title() {
        return title;
    }

    public Path create(Path image) throws IOException {
        return DiskImage.create(image, size, mkfs);
    }

    /** Mounts the image, and returns the loop device. */
    public Path mount(Path image, Path directory) throws IOException {
        if (this == BTRFS) {
            // Otherwise btrfs mistakes a copy for the file system that it knows under the same ID.
            Command.run("btrfs", "-q", "device", "scan", "--forget");
        }
        return DiskImage.mount(image, directory, options);
    }
}
