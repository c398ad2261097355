package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes a directory with all that is in it, relative to open directories ({@code openat(2)}): a link that someone
 * puts in the place of a directory meanwhile is not followed.
 *
 * <p>A directory is open for each level. Levels below {@value #MAX_DEPTH} are first moved up to the top.
 */
final class TreeRemoval {
    private static final int MAX_DEPTH = 32;
    private static final Set<PosixFilePermission> ALL_OF_THE_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final SecureDirectoryStream<Path> top;
    private boolean movedUp;

    private TreeRemoval(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    /**
     * Does nothing if there is no such directory.
     *
     * <p>Another file is refused before it is opened as a directory. At such an attempt, a
     * {@link SecureDirectoryStream} of JDK 25 leaves a descriptor open, and closes another one twice; by the second
     * time, its number may belong to a file of another thread.
     */
    static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(directory.resolveSibling(""))) {
            if (!Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isDirectory()) {
                throw new NotDirectoryException(directory.toString());
            }
            if (open instanceof SecureDirectoryStream<Path> secure) {
                remove(secure, directory.getFileName());
            } else {
                Files.walkFileTree(directory, Plain.INSTANCE);
            }
        } catch (NoSuchFileException gone) {
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw gone;
            }
        }
    }

    private static void remove(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        boolean movedUp = true;
        while (movedUp) {
            makeAccessible(parent, name);
            try (SecureDirectoryStream<Path> top = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                TreeRemoval removal = new TreeRemoval(top);
                removal.empty(top, 0);
                movedUp = removal.movedUp;
            }
        }
        parent.deleteDirectory(name);
    }

    private void empty(SecureDirectoryStream<Path> directory, int depth) throws IOException {
        for (Path entry : directory) {
            Path name = entry.getFileName();
            if (!directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory()) {
                directory.deleteFile(name);
                continue;
            }
            makeAccessible(directory, name);
            if (depth == MAX_DEPTH) {
                directory.move(name, top, name.resolveSibling(UUID.randomUUID().toString()));
                movedUp = true;
                continue;
            }
            try (SecureDirectoryStream<Path> inner = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                empty(inner, depth + 1);
            }
            directory.deleteDirectory(name);
        }
    }

    /** The owner of a directory without the right to write to it can't remove what is in it. */
    private static void makeAccessible(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        PosixFileAttributeView view =
                directory.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (!permissions.containsAll(ALL_OF_THE_OWNER)) {
            view.setPermissions(ALL_OF_THE_OWNER);
        }
    }

    /** For systems without {@code openat(2)}. */
    private static final class Plain extends SimpleFileVisitor<Path> {
        static final Plain INSTANCE = new Plain();

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
