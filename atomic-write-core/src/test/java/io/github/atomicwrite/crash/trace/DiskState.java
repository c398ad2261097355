package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.VersionedContent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model of one directory on disk: the names in it, and the content of each inode. */
final class DiskState {
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<Integer, byte[]> contents = new HashMap<>();

    DiskState copy() {
        DiskState copy = new DiskState();
        copy.names.putAll(names);
        contents.forEach((inode, content) -> copy.contents.put(inode, content.clone()));
        return copy;
    }

    void link(String name, int inode) {
        names.put(name, inode);
    }

    void unlink(String name) {
        names.remove(name);
    }

    void rename(String from, String to, int inode) {
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

    Observed at(String name) {
        Integer inode = names.get(name);
        return inode == null ? Observed.ABSENT : VersionedContent.inspect(content(inode));
    }

    @Nullable
    Integer inodeOf(String name) {
        return names.get(name);
    }

    private byte[] content(int inode) {
        return contents.getOrDefault(inode, new byte[0]);
    }
}
