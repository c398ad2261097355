package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a path leads to, and refuses what can't be replaced.
 *
 * <p>This class follows links in the last component, because {@code rename(2)} replaces a link instead of following it.
 * The kernel resolves links in the components before it, and {@code ..}: {@code link/..} is the parent of the link's
 * target. So no path is ever normalised.
 */
final class TargetResolver {
    /** As many as Linux follows, see path_resolution(7). */
    private static final int MAX_HOPS = 40;

    /** Far below PATH_MAX, which is 4,096 bytes on Linux, and far above what people use. */
    private static final int LONG_PATH = 1_024;

    private final Storage storage;

    TargetResolver(Storage storage) {
        this.storage = storage;
    }

    /**
     * Returns the target that a path leads to.
     *
     * @param mode the mode that the caller set, if any: the store must be able to set it
     * @throws UnsupportedOperationException if it can't
     * @throws NoSuchFileException naming the parent, if that is missing
     * @throws NotDirectoryException naming what stands where a directory should be
     * @throws FileSystemLoopException if links form a loop, or more than 40 follow on each other
     * @throws FileSystemException if the path is empty, is a directory, or is no regular file
     */
    Target resolve(Path path, @Nullable FileMode mode) throws IOException {
        if (mode != null) {
            storage.requireMode(path, mode.bits());
        }
        if (path.toString().isEmpty()) {
            throw new FileSystemException(null, null, "an empty path names no file");
        }
        Target end = follow(path);
        FileStatus status = end.existing();
        if (status == null) {
            return end;
        }
        return switch (status.kind()) {
            case REGULAR -> end;
            case DIRECTORY -> throw refusal(path, end, "is a directory");
            default -> throw refusal(path, end, "is not a regular file");
        };
    }

    private Target follow(Path path) throws IOException {
        Path current = path;
        for (int hops = 0; hops <= MAX_HOPS; hops++) {
            FileStatus status = find(current);
            if (status == null && hops > 0) {
                status = findBehind(path, current);
            }
            if (status == null || status.kind() != FileStatus.Kind.LINK) {
                return new Target(current, status);
            }
            current = shortened(current.resolveSibling(storage.readLink(current)));
        }
        throw new FileSystemLoopException(path.toString());
    }

    /** Relative links add up to a path that the kernel, which follows them one by one, never sees as a whole. */
    private Path shortened(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null || path.toString().length() < LONG_PATH) {
            return path;
        }
        return storage.realPath(parent).resolve(path.getFileName());
    }

    /**
     * Checks that a link whose text names no file is dangling. Links in {@code /proc/self/fd} lead to files without a
     * name: a pipe, or a file that was removed (proc(5)).
     *
     * @return the file that was created there in the meantime; {@code null} if none was
     */
    private @Nullable FileStatus findBehind(Path link, Path end) throws IOException {
        try {
            storage.statusFollowingLinks(link);
        } catch (NoSuchFileException dangling) {
            return null;
        }
        FileStatus created = find(end);
        if (created == null) {
            throw new FileSystemException(
                    link.toString(),
                    end.toString(),
                    "the link leads to an unnamed file (a pipe or a deleted file), which can't be replaced");
        }
        return created;
    }

    /** Returns the status of a file; {@code null} if there is none, but a directory to create it in. */
    private @Nullable FileStatus find(Path path) throws IOException {
        try {
            return storage.status(path);
        } catch (NoSuchFileException absent) {
            requireDirectory(Target.directoryOf(path));
            return null;
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (FileSystemException unclear) {
            requireDirectory(Target.directoryOf(path));
            throw unclear;
        }
    }

    private void requireDirectory(Path directory) throws IOException {
        try {
            if (storage.statusFollowingLinks(directory).kind() != FileStatus.Kind.DIRECTORY) {
                throw new NotDirectoryException(directory.toString());
            }
        } catch (NoSuchFileException absent) {
            requireNoFileAbove(directory);
            throw new NoSuchFileException(directory.toString(), null, "no such directory: create it first");
        } catch (NotDirectoryException | AccessDeniedException clear) {
            throw clear;
        } catch (FileSystemException unclear) {
            requireNoFileAbove(directory);
            throw unclear;
        }
    }

    /**
     * Explains why a directory can't be reached. The kernel reports "Not a directory" (which newer JDKs turn into "no
     * such file") and "Too many levels of symbolic links" without the component.
     */
    private void requireNoFileAbove(Path directory) throws IOException {
        FileStatus status = null;
        try {
            status = storage.status(directory);
        } catch (FileSystemException unreachable) {
            Path above = directory.getParent();
            if (above != null) {
                requireNoFileAbove(above);
            }
        }
        if (status == null || status.kind() == FileStatus.Kind.DIRECTORY) {
            return;
        }
        Target end = status.kind() == FileStatus.Kind.LINK ? follow(directory) : new Target(directory, status);
        if (end.existing() != null && end.existing().kind() != FileStatus.Kind.DIRECTORY) {
            throw new NotDirectoryException(end.path().toString());
        }
    }

    private static FileSystemException refusal(Path path, Target end, String reason) {
        String leadsTo = end.path().equals(path) ? null : end.path().toString();
        return new FileSystemException(path.toString(), leadsTo, reason);
    }
}
