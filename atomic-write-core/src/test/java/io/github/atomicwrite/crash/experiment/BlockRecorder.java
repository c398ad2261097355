package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.volume.BlockLog;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.FuseServer;
import io.github.atomicwrite.crash.volume.LoggedVolumeKind;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records the block requests of a file system while a process writes to it. */
final class BlockRecorder {
    static final int FIRST_VERSION = TargetDirectory.OLD;
    private static final int COMMITS_EACH = 4;

    /** A publish writes to many more blocks than the replacement of a file. */
    private static final int PUBLISHES_EACH = 2;

    private static final int[] LENGTHS = {100, 20_000, 70_000};

    private final LoggedVolumeKind kind;
    private final List<LibraryWriter> writers;
    private final Path scratch;

    /** The writers have one target, and take turns. */
    BlockRecorder(LoggedVolumeKind kind, List<LibraryWriter> writers, Path scratch) {
        this.kind = kind;
        this.writers = writers;
        this.scratch = scratch;
    }

    /** Returns the target of the writers on the volume. */
    static TargetDirectory targetDirectory(List<LibraryWriter> writers, Path volume) {
        return writers.get(0).in(volume.resolve("directory"));
    }

    /** Returns the number of the last version. */
    static long lastVersion(List<LibraryWriter> writers) {
        int each = writers.get(0).publishes() ? PUBLISHES_EACH : COMMITS_EACH;
        return FIRST_VERSION + (long) each * writers.size();
    }

    /**
     * Writes version after version of a file on a fresh file system. The image changes.
     *
     * @return all requests to the disk
     */
    List<BlockLog.Entry> record(Path image) throws IOException {
        Path log = scratch.resolve("log");
        Path volume = Files.createDirectory(scratch.resolve("volume"));
        Path disk = Files.createDirectory(scratch.resolve("disk"));
        AcknowledgementCounter counter = AcknowledgementCounter.in(scratch.resolve("acknowledged"));
        Process server = serve(disk, image, log, counter);
        Path loop = kind.mount(disk.resolve(FuseServer.FILE), volume);
        Command.run("losetup", "--direct-io=on", loop);
        commitAll(volume, counter);
        Command.run("umount", volume);
        Command.run("umount", disk);
        awaitEnd(server);
        return BlockLog.read(log);
    }

    /**
     * Starts the server. Its standard input is the connection to the kernel, which mount(8) inherits, too, and passes
     * on to the kernel.
     */
    private static Process serve(Path disk, Path image, Path log, AcknowledgementCounter counter) throws IOException {
        String mount = "exec 0<>/dev/fuse && mount -i -t fuse"
                + " -o fd=0,rootmode=40000,user_id=0,group_id=0 blocklog \"$1\""
                + " && shift && echo mounted && exec \"$@\"";
        Process server = new ProcessBuilder(
                        "sh",
                        "-c",
                        mount,
                        "sh",
                        disk.toString(),
                        WriterProcess.JAVA.toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        WriterProcess.CLASS_PATH,
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

    private void commitAll(Path volume, AcknowledgementCounter counter) throws IOException {
        TargetDirectory targetDirectory = targetDirectory(writers, volume);
        Path directory = Files.createDirectory(targetDirectory.path());
        Path warmUp = Files.createDirectory(scratch.resolve("warm-up"));
        targetDirectory.prepare(true, LENGTHS[1]);
        Command.run("sync", "-f", directory);
        counter.set(FIRST_VERSION);
        try (WriterProcess writerProcess = WriterProcess.start(warmUp, List.of())) {
            for (int commit = 1; commit <= lastVersion(writers) - FIRST_VERSION; commit++) {
                VersionedContent content =
                        new VersionedContent(FIRST_VERSION + commit, LENGTHS[commit % LENGTHS.length]);
                String answer =
                        writerProcess.write(writers.get(commit % writers.size()), targetDirectory.target(), content);
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
                throw new IOException("the FUSE server failed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
