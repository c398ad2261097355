package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An ext4 or XFS volume. Its shutdown ioctl has the effect of a power cut. */
final class ShutdownVolume implements Volume {
    private final Path root;
    private final Path device;
    private final String options;

    /** Keeps the loop device between unmount and mount: the kernel frees it as soon as it is not open. */
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final FileChannel openDevice;

    private ShutdownVolume(Path root, Path device, String options, FileChannel openDevice) {
        this.root = root;
        this.device = device;
        this.options = options;
        this.openDevice = openDevice;
    }

    static ShutdownVolume mount(Path scratch, Path image, String options) throws IOException {
        Path root = scratch.resolve("volume");
        Path device = DiskImage.mount(image, root, options);
        return new ShutdownVolume(root, device, options, FileChannel.open(device, StandardOpenOption.READ));
    }

    @Override
    public Path root() {
        return root;
    }

    /** xfs_io(8) also works on ext4. With {@code -f}, it flushes the log first. */
    @Override
    public void cut(CutMode cut) throws IOException {
        Command.run("xfs_io", "-x", "-c", cut == CutMode.LOSES_EVERYTHING ? "shutdown" : "shutdown -f", root);
    }

    @Override
    public void recover() throws IOException {
        Command.run("umount", root);
        Command.run("mount", "-o", options, device, root);
    }

    @Override
    public boolean failsAfterCut() {
        return true;
    }
}
