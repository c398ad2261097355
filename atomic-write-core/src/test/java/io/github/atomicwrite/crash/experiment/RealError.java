package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.DiskImage;
import io.github.atomicwrite.crash.volume.VolumeKind;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** An error that no tool injects: the file system itself has it. */
public enum RealError {
    TMPFS_FULL("tmpfs", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            Path root = Files.createDirectory(scratch.resolve("small"));
            Command.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", root);
            return root;
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    EXT4_FULL("ext4", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.EXT4.mount(scratch).root();
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    XFS_FULL("xfs", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.XFS.mount(scratch).root();
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    BTRFS_FULL("btrfs", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.BTRFS.mount(scratch).root();
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    BTRFS_OVER_QUOTA("btrfs", "quota exceeded") {
        @Override
        Path prepare(Path scratch) throws IOException {
            Path root = VolumeKind.BTRFS.mount(scratch).root();
            Path limited = root.resolve("limited");
            Command.run("btrfs", "-q", "quota", "enable", root);
            Command.run("btrfs", "-q", "subvolume", "create", limited);
            Command.run("btrfs", "-q", "qgroup", "limit", "400k", limited);
            return limited;
        }
    },
    /** The image of the file system lies where there is no targetDirectory for it: the kernel finds out when it writes back. */
    WRITE_BACK_FAILS("ext4", "") {
        @Override
        Path prepare(Path scratch) throws IOException {
            Path small = Files.createDirectory(scratch.resolve("small"));
            Command.run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", small);
            Path image = DiskImage.create(
                    small.resolve("img"), "64m", "mkfs.ext4", "-q", "-E", "lazy_journal_init=0,lazy_itable_init=0");
            Path root = scratch.resolve("volume");
            DiskImage.mount(image, root, "defaults");
            return root;
        }

        @Override
        void clear(TargetDirectory targetDirectory) throws IOException {
            if (Files.deleteIfExists(beneath(targetDirectory))) {
                try {
                    Command.run("sync", "-f", targetDirectory.path());
                } catch (IOException ofTheCaseBefore) {
                    Evidence.say("told once more, then never again: " + ofTheCaseBefore.getMessage());
                }
            }
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("sync", "-f", targetDirectory.path());
            fill(beneath(targetDirectory));
        }

        private Path beneath(TargetDirectory targetDirectory) {
            return targetDirectory.path().resolve("../../small/filler").normalize();
        }
    },
    READ_ONLY("ext4", "Read-only") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.EXT4.mount(scratch).root();
        }

        @Override
        void clear(TargetDirectory targetDirectory) throws IOException {
            Command.run("mount", "-o", "remount,rw", targetDirectory.path().getParent());
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("mount", "-o", "remount,ro", targetDirectory.path().getParent());
        }
    },
    NO_DESCRIPTOR_LEFT("tmpfs", "Too many open files") {
        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Path descriptors = Path.of("/proc/" + writerProcess.pid() + "/fd");
            int free = 0;
            while (Files.exists(descriptors.resolve(Integer.toString(free)), LinkOption.NOFOLLOW_LINKS)) {
                free++;
            }
            // One for the temporary, none for its directory.
            Command.run("prlimit", "--pid", writerProcess.pid(), "--nofile=" + (free + 1));
        }
    },
    DIRECTORY_UNREADABLE("tmpfs", "AccessDeniedException") {
        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("chmod", "0333", targetDirectory.path());
        }

        @Override
        List<String> user() {
            return NOBODY;
        }
    },
    DIRECTORY_UNWRITABLE("tmpfs", "AccessDeniedException") {
        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("chmod", "0555", targetDirectory.path());
        }

        @Override
        List<String> user() {
            return NOBODY;
        }
    },
    /** Whoever may create files in a sticky directory may still not replace those of others. */
    DIRECTORY_STICKY("tmpfs", "Operation not permitted") {
        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("chmod", "1777", targetDirectory.path());
        }

        @Override
        List<String> user() {
            return NOBODY;
        }
    },
    TARGET_IS_MOUNT_POINT("tmpfs", "mount point") {
        @Override
        void clear(TargetDirectory targetDirectory) throws IOException {
            if (Files.readString(Path.of("/proc/self/mounts")).contains(targetDirectory.target() + " ")) {
                Command.run("umount", targetDirectory.target());
            }
        }

        @Override
        void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("mount", "--bind", targetDirectory.target(), targetDirectory.target());
        }
    };

    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    private final String fileSystem;
    private final String message;

    RealError(String fileSystem, String message) {
        this.fileSystem = fileSystem;
        this.message = message;
    }

    /** Where it happens. */
    String fileSystem() {
        return fileSystem;
    }

    /** What the writer must say of it. */
    String message() {
        return message;
    }

    /** Makes the file system, and returns its root. */
    Path prepare(Path scratch) throws IOException {
        return scratch;
    }

    /** Ends it, so that the old content can be put there. */
    void clear(TargetDirectory targetDirectory) throws IOException {
        // most of them end with the files
    }

    /** Brings it about, after the writerProcess has started and the old content is there. */
    void arise(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
        // most of them are there from the beginning
    }

    /** A command that starts the writerProcess as the user who meets the error. */
    List<String> user() {
        return List.of();
    }

    /** Beside the targetDirectory, so that it is no leftover. */
    private static void fill(TargetDirectory targetDirectory) throws IOException {
        fill(targetDirectory.path().resolveSibling("filler"));
    }

    private static void fill(Path filler) throws IOException {
        try {
            Command.run("dd", "if=/dev/zero", "of=" + filler, "bs=64k", "conv=fsync");
        } catch (IOException full) {
            if (!full.getMessage().contains("No space left")) {
                throw full;
            }
            return;
        }
        throw new IOException(filler + " has not filled the disk");
    }
}
