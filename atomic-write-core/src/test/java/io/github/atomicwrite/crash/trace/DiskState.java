package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.PublishedContent;
import io.github.atomicwrite.crash.content.VersionedContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model of a directory on disk and all that is below it: the names in each directory, and the content of each inode.
 * The content of a link is what it leads to, as text.
 */
final class DiskState {
    /** The inode of the directory. */
    static final int ROOT = -1;

    private final Map<Name, Integer> names = new HashMap<>();
    private final Map<Integer, byte[]> contents = new HashMap<>();
    private final Map<Integer, String> links = new HashMap<>();

    /** A name in the directory with this inode. */
    record Name(int directory, String name) {}

    /** Returns what is on a real disk. */
    static DiskState of(Path directory) throws IOException {
        DiskState state = new DiskState();
        state.add(ROOT, directory);
        return state;
    }

    private void add(int inode, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            setLink(inode, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> entries = Files.list(path)) {
                for (Path entry : entries.toList()) {
                    int below = names.size();
                    link(new Name(inode, entry.getFileName().toString()), below);
                    add(below, entry);
                }
            }
        } else {
            write(inode, 0, Files.readAllBytes(path));
        }
    }

    /** Returns the number of inodes below the directory. They are numbered from 0. */
    int inodes() {
        return names.size();
    }

    DiskState copy() {
        DiskState copy = new DiskState();
        copy.names.putAll(names);
        copy.links.putAll(links);
        contents.forEach((inode, content) -> copy.contents.put(inode, content.clone()));
        return copy;
    }

    void link(Name name, int inode) {
        names.put(name, inode);
    }

    /** Makes an inode a link. It has its text as soon as it has a name. */
    void setLink(int inode, String text) {
        links.put(inode, text);
    }

    void unlink(Name name) {
        names.remove(name);
    }

    void rename(Name from, Name to, int inode) {
        names.remove(from);
        names.put(to, inode);
    }

    void truncate(int inode, int length) {
        contents.put(inode, Arrays.copyOf(content(inode), length));
    }

    void grow(int inode, int length) {
        if (content(inode).length < length) {
            truncate(inode, length);
        }
    }

    void write(int inode, int offset, byte[] bytes) {
        grow(inode, offset + bytes.length);
        System.arraycopy(bytes, 0, content(inode), offset, bytes.length);
    }

    /** Returns what a reader finds under a name in the directory: a file, or the version that a link leads to. */
    Observed at(String name) {
        Integer inode = inodeOf(new Name(ROOT, name));
        if (inode == null) {
            return Observed.ABSENT;
        }
        String text = links.get(inode);
        if (text == null) {
            return VersionedContent.inspect(content(inode));
        }
        Integer version = inodeOf(new Name(ROOT, text));
        return version == null ? Observed.DANGLING : version(version);
    }

    private Observed version(int version) {
        Integer inner = inodeOf(new Name(version, PublishedContent.INNER));
        if (inner == null) {
            return Observed.EMPTY;
        }
        Map<String, byte[]> files = new TreeMap<>();
        names.forEach((name, inode) -> {
            if (name.directory() == inner) {
                files.put(name.name(), content(inode));
            }
        });
        return PublishedContent.inspect(files);
    }

    @Nullable
    Integer inodeOf(Name name) {
        return names.get(name);
    }

    private byte[] content(int inode) {
        return contents.getOrDefault(inode, new byte[0]);
    }
}
