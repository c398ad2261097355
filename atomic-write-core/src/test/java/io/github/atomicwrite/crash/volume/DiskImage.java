package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files that contain a file system. */
public final class DiskImage {
    private DiskImage() {}

    /** Creates a sparse file, and a file system in it with this command. */
    public static Path create(Path file, String size, String... mkfs) throws IOException {
        Command.run("truncate", "-s", size, file);
        List<Object> command = new ArrayList<>(Arrays.asList(mkfs));
        command.add(file);
        Command.run(command.toArray());
        return file;
    }

    /**
     * Mounts the image with a loop device that the kernel frees after the last use. So none is ever left behind.
     *
     * @return the loop device
     */
    public static Path mount(Path image, Path directory, String options) throws IOException {
        Files.createDirectories(directory);
        Command.run("mount", "-o", "loop," + options, image, directory);
        for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            String[] mount = line.split(" ", -1);
            if (mount[1].equals(directory.toString())) {
                return Path.of(mount[0]);
            }
        }
        throw new IOException(directory + " is not mounted");
    }
}
