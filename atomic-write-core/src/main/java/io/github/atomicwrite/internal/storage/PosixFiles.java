package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How Java looks at a file of a POSIX system, and opens it. */
final class PosixFiles {
    private static final String STATUS = "unix:mode,uid,gid,fileKey,ctime";
    private static final String STATUS_AND_SIZE = STATUS + ",size";

    private static final Set<OpenOption> TO_HOLD = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private PosixFiles() {}

    /**
     * Returns the status of a path. The {@code unix} attribute view has the set-id bits, which the {@code posix} view
     * lacks, and returns mode, owner and group in one call.
     */
    static FileStatus status(Path path, LinkOption... options) throws IOException {
        return status(Files.readAttributes(path, STATUS, options));
    }

    /** Returns the status of a path that leads to an empty file; {@code null} if the file has content. */
    static @Nullable FileStatus statusIfEmpty(Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, STATUS_AND_SIZE);
        return (long) attribute(found, "size") == 0 ? status(found) : null;
    }

    private static FileStatus status(Map<String, Object> found) {
        return FileStatus.ofPosix(
                number(found, "mode"),
                number(found, "uid"),
                number(found, "gid"),
                found.get("fileKey"),
                ((FileTime) attribute(found, "ctime")).to(TimeUnit.NANOSECONDS));
    }

    private static int number(Map<String, Object> found, String attribute) {
        return (int) attribute(found, attribute);
    }

    private static Object attribute(Map<String, Object> found, String attribute) {
        return Objects.requireNonNull(found.get(attribute), attribute);
    }

    /** Opens a regular file, to keep it open. */
    static Closeable hold(Path path) throws IOException {
        requireRegular(path);
        return AsynchronousFileChannel.open(path, TO_HOLD, CallerRuns.INSTANCE);
    }

    /** Opening anything else than a regular file could block (a FIFO) or have an effect (a device). */
    static BasicFileAttributes requireRegular(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw new FileSystemException(path.toString(), null, "is not a regular file");
        }
        return found;
    }
}
