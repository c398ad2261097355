package io.github.atomicwrite.crash.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Translates a trace into the operations that it requests from the disk, and the forces that it waits for. */
final class TraceInterpreter {
    private static final int BLOCK = 4096;
    private static final int OLD_TARGET = 0;

    private final DiskState initial = new DiskState();

    /** What a reader sees while the trace runs: the state after every operation so far. */
    private final DiskState cached;

    private final List<DiskOperation> operations = new ArrayList<>();
    private final List<Force> forces = new ArrayList<>();
    private final Map<Long, Integer> opened = new HashMap<>();
    private final Map<Long, Integer> positions = new HashMap<>();
    private int inodes = OLD_TARGET + 1;

    TraceInterpreter(TracedCommit commit, byte[] oldContent, boolean targetExists) {
        if (targetExists) {
            initial.link(CrashStates.name(commit.target()), OLD_TARGET);
            initial.write(OLD_TARGET, 0, oldContent);
        }
        cached = initial.copy();
        String directory = String.valueOf(commit.target().getParent());
        for (int place = 0; place < commit.calls().size(); place++) {
            SystemCall call = commit.calls().get(place);
            if (call.result() >= 0) {
                interpret(place, call, directory);
            }
        }
    }

    DiskState initial() {
        return initial;
    }

    List<DiskOperation> operations() {
        return operations;
    }

    /** Returns whether the operation must be durable after that many calls. */
    boolean isForced(DiskOperation operation, int callsDone) {
        return forces.stream()
                .anyMatch(force ->
                        force.inode == operation.inode() && force.call > operation.call() && force.call < callsDone);
    }

    private void interpret(int place, SystemCall call, String directory) {
        switch (call.name()) {
            case "openat" -> open(place, call, directory);
            case "write" -> {
                int offset = positions.getOrDefault(call.number(0), 0);
                write(place, inode(call), offset, Arrays.copyOf(call.bytes(1), (int) call.result()));
                positions.put(call.number(0), offset + (int) call.result());
            }
            case "pwrite64" ->
                write(place, inode(call), (int) call.number(3), Arrays.copyOf(call.bytes(1), (int) call.result()));
            case "ftruncate" -> truncate(place, inode(call), (int) call.number(1));
            case "fsync" -> forces.add(new Force(place, inode(call)));
            case "close" -> {
                opened.remove(call.number(0));
                positions.remove(call.number(0));
            }
            case "rename" -> rename(place, name(call, 0), name(call, 1));
            case "unlink" -> {
                String name = name(call, 0);
                add(place, DiskOperation.DIRECTORY, disk -> disk.unlink(name));
            }
            case "fcntl", "chmod", "statx", "fstat", "newfstatat", "lstat", "stat", "readlink", "flistxattr" -> {
                // These change neither names nor contents.
            }
            case "fchmod", "fchown", "llistxattr", "lgetxattr", "fgetxattr", "fsetxattr", "sync_file_range" -> {
                // These change neither names nor contents.
            }
            default -> throw new IllegalArgumentException("the model does not know this call: " + call);
        }
    }

    private void open(int place, SystemCall call, String directory) {
        String path = call.path(1);
        if (path.equals(directory)) {
            opened.put(call.result(), DiskOperation.DIRECTORY);
            return;
        }
        String name = name(call, 1);
        Integer existing = cached.inodeOf(name);
        int inode = existing != null ? existing : inodes++;
        opened.put(call.result(), inode);
        if (existing == null) {
            add(place, DiskOperation.DIRECTORY, disk -> disk.link(name, inode));
        } else if (call.has("O_TRUNC")) {
            truncate(place, inode, 0);
        }
    }

    /** A file may grow before it has its blocks, and the blocks may come in any order. */
    private void write(int place, int inode, int offset, byte[] bytes) {
        int end = offset + bytes.length;
        add(place, inode, disk -> disk.grow(inode, end));
        for (int from = offset; from < end; from = (from / BLOCK + 1) * BLOCK) {
            int at = from;
            byte[] block = Arrays.copyOfRange(bytes, at - offset, Math.min(end, (at / BLOCK + 1) * BLOCK) - offset);
            add(place, inode, disk -> disk.write(inode, at, block));
        }
    }

    private void truncate(int place, int inode, int length) {
        add(place, inode, disk -> disk.truncate(inode, length));
    }

    private void rename(int place, String from, String to) {
        Integer inode = cached.inodeOf(from);
        if (inode == null) {
            throw new IllegalStateException("the trace renames a file that it has not created: " + from);
        }
        int moved = inode;
        add(place, DiskOperation.DIRECTORY, disk -> disk.rename(from, to, moved));
    }

    private void add(int place, int inode, Consumer<DiskState> change) {
        operations.add(new DiskOperation(place, inode, change));
        change.accept(cached);
    }

    private int inode(SystemCall call) {
        Integer inode = opened.get(call.number(0));
        if (inode == null) {
            throw new IllegalStateException("the trace does not open the descriptor of this call: " + call);
        }
        return inode;
    }

    private static String name(SystemCall call, int argument) {
        String path = call.path(argument);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private record Force(int call, int inode) {}
}
