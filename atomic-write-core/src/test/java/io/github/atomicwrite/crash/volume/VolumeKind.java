package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Path;

/** The file systems under test, with the mount options that keep the least order. */
public enum VolumeKind {
    EXT4("ext4") {
        @Override
        public Volume mount(Path scratch) throws IOException {
            return ext4(scratch, "defaults");
        }
    },
    /** Without the default that forces content when a file replaces an existing one. It hides forgotten forces. */
    EXT4_NO_AUTO_DA_ALLOC("ext4 noauto_da_alloc") {
        @Override
        public Volume mount(Path scratch) throws IOException {
            return ext4(scratch, "noauto_da_alloc");
        }
    },
    /** Also without any order between data and journal. */
    EXT4_WRITEBACK("ext4 data=writeback,noauto_da_alloc") {
        @Override
        public Volume mount(Path scratch) throws IOException {
            return ext4(scratch, "data=writeback,noauto_da_alloc");
        }
    },
    XFS("xfs") {
        @Override
        public Volume mount(Path scratch) throws IOException {
            return xfs(scratch);
        }
    },
    BTRFS("btrfs") {
        @Override
        public Volume mount(Path scratch) throws IOException {
            return BtrfsVolume.mount(scratch);
        }
    },
    OVERLAY("overlayfs on xfs") {
        @Override
        public Volume mount(Path scratch) throws IOException {
            return OverlayVolume.mount(xfs(scratch), scratch);
        }
    };

    private final String title;

    VolumeKind(String title) {
        this.title = title;
    }

    /** Creates such a file system in an image, and mounts it. */
    public abstract Volume mount(Path scratch) throws IOException;

    public String title() {
        return title;
    }

    private static Volume ext4(Path scratch, String options) throws IOException {
        return ShutdownVolume.mount(
                scratch,
                DiskImage.create(scratch.resolve("ext4.img"), "64m", "mkfs.ext4", "-q", "-b", "4096"),
                options);
    }

    private static Volume xfs(Path scratch) throws IOException {
        return ShutdownVolume.mount(
                scratch, DiskImage.create(scratch.resolve("xfs.img"), "300m", "mkfs.xfs", "-q"), "defaults");
    }
}
