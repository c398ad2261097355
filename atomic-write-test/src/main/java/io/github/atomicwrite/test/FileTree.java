package io.github.atomicwrite.test;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the contents of a {@link Disk} into a real directory, and deletes directories. */
final class FileTree {
    private static final int MAX_ATTEMPTS = 10;

    private FileTree() {}

    /**
     * Creates a directory with all that the disk contains.
     *
     * @param recorded where the action ran; absolute links to there lead to the new directory
     */
    static void write(Disk disk, Path directory, Path recorded) throws IOException {
        Files.createDirectory(directory);
        Map<Integer, Path> written = new HashMap<>();
        for (Map.Entry<String, Integer> entry : disk.paths().entrySet()) {
            Path path = directory.resolve(entry.getKey());
            int number = entry.getValue();
            Inode inode = disk.inode(number);
            if (inode instanceof Inode.Directory) {
                Files.createDirectory(path);
            } else if (inode instanceof Inode.SymbolicLink link) {
                Path target = Path.of(link.target());
                boolean within = target.startsWith(recorded);
                Files.createSymbolicLink(path, within ? directory.resolve(recorded.relativize(target)) : target);
            } else if (written.containsKey(number)) {
                Files.createLink(path, written.get(number));
            } else {
                Files.write(path, disk.content(number).bytes());
                written.put(number, path);
            }
        }
    }

    /**
     * Deletes a directory and everything in it, whatever its modes are. Links are not followed.
     *
     * <p>A thread that the code under test has left behind may still write to it, so it is tried more than once.
     */
    static void delete(Path directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deleteOnce(directory);
                return;
            } catch (DirectoryNotEmptyException written) {
                if (attempt == MAX_ATTEMPTS) {
                    throw written;
                }
            }
        }
    }

    private static void deleteOnce(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) throws IOException {
                if (!Files.isWritable(found)) {
                    Files.setPosixFilePermissions(found, PosixFilePermissions.fromString("rwx------"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path found, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.deleteIfExists(found);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
