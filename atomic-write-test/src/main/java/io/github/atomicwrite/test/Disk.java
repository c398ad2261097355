package io.github.atomicwrite.test;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory and everything in it, in memory: inodes, and the names that lead to them.
 *
 * <p>A change to a name gives the inode, and a change to an inode needs no name. So the changes of a recording can be
 * applied although some before them are left out.
 */
final class Disk {
    static final int ROOT = 0;

    private final Map<Integer, Inode> inodes = new HashMap<>();

    Disk() {
        inodes.put(ROOT, new Inode.Directory());
    }

    Disk copy() {
        Disk copy = new Disk();
        inodes.forEach((number, inode) -> copy.inodes.put(number, inode.copy()));
        return copy;
    }

    /** Adds an inode that has no name yet, and returns its number. */
    int add(Inode inode) {
        int number = inodes.size();
        inodes.put(number, inode);
        return number;
    }

    int size() {
        return inodes.size();
    }

    void link(int directory, String name, int inode) {
        entries(directory).put(name, inode);
    }

    void unlink(int directory, String name) {
        entries(directory).remove(name);
    }

    /** Moves a name as one unit. */
    void rename(int fromDirectory, String from, int toDirectory, String to, int inode) {
        entries(fromDirectory).remove(from, inode);
        entries(toDirectory).put(to, inode);
    }

    /** Puts another file or link in the place of an inode. */
    void replace(int number, Inode inode) {
        inodes.put(number, inode);
    }

    Inode inode(int number) {
        Inode inode = inodes.get(number);
        if (inode == null) {
            throw new IllegalArgumentException("no inode " + number);
        }
        return inode;
    }

    Content content(int file) {
        return ((Inode.RegularFile) inode(file)).content();
    }

    Map<String, Integer> entries(int directory) {
        return ((Inode.Directory) inode(directory)).entries();
    }

    /** Returns the inode of a relative path that contains no symbolic link before its last name, or null. */
    @Nullable
    Integer find(Path relative) {
        int current = ROOT;
        if (relative.toString().isEmpty()) {
            return current;
        }
        for (Path name : relative) {
            if (!(inode(current) instanceof Inode.Directory directory)) {
                return null;
            }
            Integer next = directory.entries().get(name.toString());
            if (next == null) {
                return null;
            }
            current = next;
        }
        return current;
    }

    /** Returns all paths that have an inode, directories before what they contain, in the order of the names. */
    Map<String, Integer> paths() {
        Map<String, Integer> paths = new LinkedHashMap<>();
        collect(ROOT, "", paths, new HashSet<>());
        return paths;
    }

    private void collect(int directory, String prefix, Map<String, Integer> paths, Set<Integer> above) {
        above.add(directory);
        entries(directory).forEach((name, number) -> {
            boolean isDirectory = inode(number) instanceof Inode.Directory;
            // Lost changes may make a directory its own descendant, which no file system allows.
            if (!isDirectory || !above.contains(number)) {
                paths.put(prefix + name, number);
            }
            if (isDirectory && !above.contains(number)) {
                collect(number, prefix + name + "/", paths, above);
            }
        });
        above.remove(directory);
    }
}
