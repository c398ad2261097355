package io.github.atomicwrite.test;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a real directory into a {@link Disk}, and compares the two. */
final class DirectoryReader {
    /** Each state holds all files in memory, and there are many states. */
    private static final long MAX_FILE_SIZE = 512L * 1024 * 1024;

    private final Disk disk;
    private final Map<Object, Integer> hardLinks = new HashMap<>();

    DirectoryReader(Disk disk) {
        this.disk = disk;
    }

    /** Adds what is in a directory under an inode of the disk. */
    void readInto(int directory, Path from) throws IOException {
        for (Map.Entry<String, Path> entry : entries(from).entrySet()) {
            disk.link(directory, entry.getKey(), read(entry.getValue()));
        }
    }

    /**
     * Adds an inode, with all that is below it, and returns its number.
     *
     * @throws UnsupportedOperationException for what is no file, directory or link, and for a file that is too large
     */
    int read(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            return disk.add(new Inode.SymbolicLink(Files.readSymbolicLink(path).toString()));
        }
        if (found.isDirectory()) {
            int directory = disk.add(new Inode.Directory());
            readInto(directory, path);
            return directory;
        }
        if (!found.isRegularFile()) {
            throw new UnsupportedOperationException(path + " is no file, directory or link");
        }
        Integer linked = hardLinks.get(found.fileKey());
        if (linked == null) {
            linked = disk.add(new Inode.RegularFile(new Content(content(path))));
            hardLinks.put(found.fileKey(), linked);
        }
        return linked;
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_SIZE) {
            throw new UnsupportedOperationException("%s is larger than %d bytes".formatted(file, MAX_FILE_SIZE));
        }
        return Files.readAllBytes(file);
    }

    private static Map<String, Path> entries(Path directory) throws IOException {
        Map<String, Path> entries = new TreeMap<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                entries.put(String.valueOf(entry.getFileName()), entry);
            }
        }
        return entries;
    }

    /** Returns the first path whose content, kind or existence differs from the disk's, or null. */
    @Nullable
    String firstDifference(int directory, Path real) throws IOException {
        Map<String, Integer> expected = disk.entries(directory);
        Map<String, Path> found = entries(real);
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            Integer inode = expected.get(name);
            Path path = found.get(name);
            if (inode == null || path == null) {
                return name;
            }
            String below = difference(inode, path);
            if (below != null) {
                return below.isEmpty() ? name : name + "/" + below;
            }
        }
        return null;
    }

    /** Returns "" if the path itself differs, a path below it, or null. */
    private @Nullable String difference(int number, Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (disk.inode(number) instanceof Inode.Directory) {
            return found.isDirectory() ? firstDifference(number, path) : "";
        }
        if (disk.inode(number) instanceof Inode.SymbolicLink link) {
            boolean same = found.isSymbolicLink()
                    && Files.readSymbolicLink(path).toString().equals(link.target());
            return same ? null : "";
        }
        return found.isRegularFile() && disk.content(number).is(content(path)) ? null : "";
    }
}
