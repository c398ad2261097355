package io.github.atomicwrite.crash.writer;

import io.github.atomicwrite.crash.content.PublishedContent;
import io.github.atomicwrite.crash.content.PublishedTarget;
import io.github.atomicwrite.crash.content.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The steps of a publish without leases and turns. The mutants leave out steps, or exchange them. */
final class NaivePublish {
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    private final Path current;
    private final Path directory;
    private final Path version;

    NaivePublish(Path current) {
        this.current = current;
        this.directory = directoryOf(current);
        this.version = directory.resolve(".v-" + HexFormat.of().toHexDigits(NEXT.getAndIncrement()));
    }

    static Path directoryOf(Path target) {
        Path directory = target.getParent();
        if (directory == null) {
            throw new IllegalArgumentException(target + " has no directory");
        }
        return directory;
    }

    /** Writes the new version, and forces all that is in it, but not its name. */
    void writeVersion(byte[] content) throws IOException {
        Files.createDirectory(version);
        PublishedContent.write(version, content, PublishedTarget.ONE_FILE);
        for (Path one : Trees.bottomUp(version)) {
            force(one);
        }
    }

    void forceDirectory() throws IOException {
        force(directory);
    }

    void moveLink() throws IOException {
        Path link = directory.resolve(version.getFileName() + ".link");
        Files.createSymbolicLink(link, version.getFileName());
        Files.move(link, current, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the version that the link leads to, or null. */
    @Nullable
    Path currentVersion() throws IOException {
        return Files.isSymbolicLink(current) ? directory.resolve(Files.readSymbolicLink(current)) : null;
    }

    void remove(@Nullable Path old) throws IOException {
        if (old != null) {
            Trees.delete(old);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
