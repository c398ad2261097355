package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.DiskImage;
import io.github.atomicwrite.crash.volume.VolumeKind;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Errors of real file systems, without fault injection. */
public enum RealError {
    TMPFS_FULL("tmpfs", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            Path root = Files.createDirectory(scratch.resolve("small"));
            Command.run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", root);
            return root;
        }

        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    EXT4_FULL("ext4", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.EXT4.mount(scratch).root();
        }

        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    XFS_FULL("xfs", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.XFS.mount(scratch).root();
        }

        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            fill(targetDirectory);
        }
    },
    BTRFS_FULL("btrfs", "No space left") {
        @Override
        Path prepare(Path scratch) throws IOException {
            return VolumeKind.BTRFS.mount(scratch).root();
        }

        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
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
    /** The image lies on a tmpfs that is too small for it. The kernel notices when it writes data back. */
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
            if (Files.deleteIfExists(filler(targetDirectory))) {
                try {
                    Command.run("sync", "-f", targetDirectory.path());
                } catch (IOException failure) {
                    // The first sync after the previous case reports its error once more.
                    if (!WRITE_BACK_ERROR.matcher(failure.getMessage()).find()) {
                        throw failure;
                    }
                }
            }
        }

        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("sync", "-f", targetDirectory.path());
            fill(filler(targetDirectory));
        }

        // On the tmpfs that holds the image.
        private Path filler(TargetDirectory targetDirectory) {
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
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("mount", "-o", "remount,ro", targetDirectory.path().getParent());
        }
    },
    NO_DESCRIPTOR_LEFT("tmpfs", "Too many open files") {
        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Path descriptors = Path.of("/proc/" + writerProcess.pid() + "/fd");
            int free = 0;
            while (Files.exists(descriptors.resolve(Integer.toString(free)), LinkOption.NOFOLLOW_LINKS)) {
                free++;
            }
            // One descriptor for the temporary, none for its directory.
            Command.run("prlimit", "--pid", writerProcess.pid(), "--nofile=" + (free + 1));
        }
    },
    DIRECTORY_UNREADABLE("tmpfs", "AccessDeniedException") {
        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("chmod", "0333", targetDirectory.path());
        }

        @Override
        List<String> commandPrefix() {
            return AS_NOBODY;
        }
    },
    DIRECTORY_UNWRITABLE("tmpfs", "AccessDeniedException") {
        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("chmod", "0555", targetDirectory.path());
        }

        @Override
        List<String> commandPrefix() {
            return AS_NOBODY;
        }
    },
    /** In a sticky directory, a user can create files, but can't replace those of other users. */
    DIRECTORY_STICKY("tmpfs", "Operation not permitted") {
        @Override
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("chmod", "1777", targetDirectory.path());
        }

        @Override
        List<String> commandPrefix() {
            return AS_NOBODY;
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
        void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
            Command.run("mount", "--bind", targetDirectory.target(), targetDirectory.target());
        }
    };

    private static final Pattern WRITE_BACK_ERROR = Pattern.compile("Input/output error|No space left");

    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    private final String fileSystem;
    private final String message;

    RealError(String fileSystem, String message) {
        this.fileSystem = fileSystem;
        this.message = message;
    }

    /** Returns the kind of file system that has the error. */
    String fileSystem() {
        return fileSystem;
    }

    /** Returns a part of the message that the exception must have. */
    String message() {
        return message;
    }

    /** Creates the file system, and returns its root. */
    Path prepare(Path scratch) throws IOException {
        return scratch;
    }

    /** Removes the error, so that the test can write the old content. */
    void clear(TargetDirectory targetDirectory) throws IOException {
        // Most errors end when their files are deleted.
    }

    /** Causes the error, after the process has started and the old content is there. */
    void cause(TargetDirectory targetDirectory, WriterProcess writerProcess) throws IOException {
        // The file system has this error from the beginning.
    }

    /** Returns a command that starts the process as the user who meets the error. */
    List<String> commandPrefix() {
        return List.of();
    }

    /** The filler lies beside the directory, so that it does not count as a leftover. */
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
        throw new IOException(filler + " did not fill the disk");
    }
}
