package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.file.Path;

/** The file systems that are put to the test, with the options under which they keep least order by themselves. */
enum VolumeKind {
    EXT4("ext4") {
        @Override
        Volume mount(Path room) throws IOException {
            return ext4(room, "defaults");
        }
    },
    /** Without the default that forces content when a file replaces another, which hides forgotten forces. */
    EXT4_NO_AUTO_DA_ALLOC("ext4 noauto_da_alloc") {
        @Override
        Volume mount(Path room) throws IOException {
            return ext4(room, "noauto_da_alloc");
        }
    },
    /** And without any order between data and journal. */
    EXT4_WRITEBACK("ext4 data=writeback,noauto_da_alloc") {
        @Override
        Volume mount(Path room) throws IOException {
            return ext4(room, "data=writeback,noauto_da_alloc");
        }
    },
    XFS("xfs") {
        @Override
        Volume mount(Path room) throws IOException {
            return xfs(room);
        }
    },
    BTRFS("btrfs") {
        @Override
        Volume mount(Path room) throws IOException {
            return BtrfsVolume.mount(room);
        }
    },
    OVERLAY("overlayfs on xfs") {
        @Override
        Volume mount(Path room) throws IOException {
            return OverlayVolume.mount(xfs(room), room);
        }
    };

    private final String title;

    VolumeKind(String title) {
        this.title = title;
    }

    /** Makes such a file system in an image, and mounts it. */
    abstract Volume mount(Path room) throws IOException;

    String title() {
        return title;
    }

    private static Volume ext4(Path room, String options) throws IOException {
        return ShutdownVolume.mount(
                room, Image.create(room.resolve("ext4.img"), "64m", "mkfs.ext4", "-q", "-b", "4096"), options);
    }

    private static Volume xfs(Path room) throws IOException {
        return ShutdownVolume.mount(room, Image.create(room.resolve("xfs.img"), "300m", "mkfs.xfs", "-q"), "defaults");
    }
}
