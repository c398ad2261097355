package io.github.atomicwrite.crash;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records what a file system asks of its disk while it is written to. */
final class BlockRecorder {
    static final int FIRST_VERSION = 1;
    static final int COMMITS = 28;

    private static final int[] LENGTHS = {100, 20_000, 70_000};

    private final LoggedKind kind;
    private final Path room;

    BlockRecorder(LoggedKind kind, Path room) {
        this.kind = kind;
        this.room = room;
    }

    /** Returns where the target is on the volume. */
    static Path target(Path volume) {
        return volume.resolve("room").resolve("target");
    }

    /**
     * Replaces a file by version after version on a fresh file system in this image, which is changed.
     *
     * @return all that was asked of the disk
     */
    List<BlockLog.Entry> record(Path image) throws IOException {
        Path log = room.resolve("log");
        Path volume = Files.createDirectory(room.resolve("volume"));
        Path disk = Files.createDirectory(room.resolve("disk"));
        Counter counter = Counter.in(room.resolve("acknowledged"));
        Process server = serve(disk, image, log, counter);
        Path loop = kind.mount(disk.resolve(FuseServer.FILE), volume);
        Command.run("losetup", "--direct-io=on", loop);
        commitAll(volume, counter);
        Command.run("umount", volume);
        Command.run("umount", disk);
        awaitEnd(server);
        return BlockLog.read(log);
    }

    /** The server gets the device that is the connection; so does mount(8), which tells the kernel of it. */
    private static Process serve(Path disk, Path image, Path log, Counter counter) throws IOException {
        String mount = "exec 0<>/dev/fuse && mount -i -t fuse"
                + " -o fd=0,rootmode=40000,user_id=0,group_id=0 blocklog \"$1\" && shift && echo mounted && exec \"$@\"";
        Process server = new ProcessBuilder(
                        "sh",
                        "-c",
                        mount,
                        "sh",
                        disk.toString(),
                        SubjectProcess.JAVA.toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        SubjectProcess.CLASS_PATH,
                        FuseServer.class.getName(),
                        image.toString(),
                        log.toString(),
                        counter.file().toString())
                .redirectError(Redirect.INHERIT)
                .start();
        String line = server.inputReader().readLine();
        if (!"mounted".equals(line)) {
            throw new IOException("the FUSE file system can't be mounted: " + line);
        }
        return server;
    }

    private void commitAll(Path volume, Counter counter) throws IOException {
        Path directory = Files.createDirectory(target(volume).getParent());
        Path scratch = Files.createDirectory(room.resolve("scratch"));
        Files.write(directory.resolve("target"), new Content(FIRST_VERSION, LENGTHS[1]).bytes());
        Command.run("sync", "-f", directory);
        counter.set(FIRST_VERSION);
        EntryPoint[] entryPoints = EntryPoint.values();
        try (SubjectProcess subject = SubjectProcess.start(scratch, List.of())) {
            for (int commit = 1; commit <= COMMITS; commit++) {
                Content content = new Content(FIRST_VERSION + commit, LENGTHS[commit % LENGTHS.length]);
                String answer =
                        subject.write(entryPoints[commit % entryPoints.length], directory.resolve("target"), content);
                if (!answer.equals("done")) {
                    throw new IOException(answer);
                }
                counter.set(content.version());
            }
        }
        Command.run("sync", "-f", directory);
    }

    private static void awaitEnd(Process server) throws IOException {
        try {
            if (server.waitFor() != 0) {
                throw new IOException("the FUSE server has failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
