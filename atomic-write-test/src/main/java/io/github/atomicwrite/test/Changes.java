package io.github.atomicwrite.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits what is done to the data of a file into what a disk may do separately. */
final class Changes {
    private static final int BLOCK = 4096;

    /** A write of more blocks than this is split into parts of several blocks, since the states double with each. */
    private static final int MAX_PARTS = 16;

    private final int file;
    private final String name;
    private final int length;

    Changes(int file, String name, int length) {
        this.file = file;
        this.name = name;
        this.length = length;
    }

    /** A file may grow before its blocks are written, and the blocks may be written in any order. */
    List<Change> write(int offset, byte[] bytes) {
        List<Change> changes = new ArrayList<>();
        int end = offset + bytes.length;
        if (end > length) {
            changes.add(new Change(file, disk -> disk.content(file).grow(end), "the length of " + name));
        }
        int blocks = (end - 1) / BLOCK - offset / BLOCK + 1;
        int part = BLOCK * ((blocks + MAX_PARTS - 1) / MAX_PARTS);
        for (int from = offset; from < end; from = (from / part + 1) * part) {
            int at = from;
            byte[] data = Arrays.copyOfRange(bytes, at - offset, Math.min(end, (at / part + 1) * part) - offset);
            changes.add(new Change(
                    file,
                    disk -> disk.content(file).write(at, data),
                    "bytes %d to %d of %s".formatted(at, at + data.length - 1, name)));
        }
        return changes;
    }

    List<Change> resize(int newLength) {
        return List.of(new Change(
                file,
                disk -> {
                    disk.content(file).truncate(newLength);
                    disk.content(file).grow(newLength);
                },
                "the new length of " + name));
    }

    /** Returns where a kill may cut a write: between two blocks. A small write is never cut. */
    static List<Integer> cuts(RecordedStep.Written written) {
        List<Integer> cuts = new ArrayList<>();
        int end = written.offset() + written.bytes().size();
        if (written.bytes().size() > BLOCK) {
            for (int cut = (written.offset() / BLOCK + 1) * BLOCK; cut < end; cut += BLOCK) {
                cuts.add(cut - written.offset());
            }
        }
        return cuts;
    }
}
