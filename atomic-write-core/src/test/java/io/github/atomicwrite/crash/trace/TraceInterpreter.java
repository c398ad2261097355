package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.trace.DiskState.Name;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Translates a trace into the operations that it requests from the disk, and the forces that it waits for. */
final class TraceInterpreter {
    private static final int BLOCK = 4096;

    private final Path root;
    private final DiskState initial;

    /** What a reader sees while the trace runs: the state after every operation so far. */
    private final DiskState cached;

    private final List<DiskOperation> operations = new ArrayList<>();
    private final List<Force> forces = new ArrayList<>();
    private final Map<Long, Integer> opened = new HashMap<>();
    private final Map<Long, Integer> positions = new HashMap<>();
    private int inodes;

    TraceInterpreter(TracedCommit commit) {
        root = commit.target().resolveSibling("");
        initial = commit.before().copy();
        cached = initial.copy();
        inodes = initial.inodes();
        for (int place = 0; place < commit.calls().size(); place++) {
            SystemCall call = commit.calls().get(place);
            if (call.result() >= 0) {
                interpret(place, call);
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

    private void interpret(int place, SystemCall call) {
        switch (call.name()) {
            case "openat" -> open(place, call);
            case "dup" -> opened.put(call.result(), inode(call));
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
            case "rename" -> rename(place, named(call.path(0)), named(call.path(1)));
            case "renameat" -> rename(place, named(call, 0), named(call, 2));
            case "mkdir" -> create(place, named(call.path(0)));
            case "symlink" -> {
                int inode = create(place, named(call.path(1)));
                initial.setLink(inode, call.path(0));
                cached.setLink(inode, call.path(0));
            }
            case "unlink", "rmdir" -> unlink(place, named(call.path(0)));
            case "unlinkat" -> unlink(place, named(call, 0));
            case "fcntl", "chmod", "statx", "fstat", "newfstatat", "lstat", "stat", "readlink", "flistxattr" -> {
                // These change neither names nor contents.
            }
            case "fchmod", "fchown", "llistxattr", "lgetxattr", "fgetxattr", "fsetxattr", "sync_file_range" -> {
                // These change neither names nor contents.
            }
            case "getdents64" -> {
                // Changes nothing.
            }
            default -> throw new IllegalArgumentException("the model does not know this call: " + call);
        }
    }

    private void open(int place, SystemCall call) {
        Path path = Path.of(call.path(1));
        if (path.equals(root)) {
            opened.put(call.result(), DiskState.ROOT);
            return;
        }
        Name name = named(call, 0);
        if (name == null) {
            return; // another file system, such as /proc
        }
        Integer existing = cached.inodeOf(name);
        opened.put(call.result(), existing != null ? existing : create(place, name));
        if (existing != null && call.has("O_TRUNC")) {
            truncate(place, existing, 0);
        }
    }

    /** Reads a descriptor of a directory and a path that is relative to it, or an absolute path. */
    private @Nullable Name named(SystemCall call, int argument) {
        String path = call.path(argument + 1);
        return path.startsWith("/") ? named(path) : new Name(inode(call, argument), path);
    }

    /** Returns the directory and the name in it; null if the path leads elsewhere. */
    private @Nullable Name named(String path) {
        Path absolute = Path.of(path);
        if (!absolute.startsWith(root) || absolute.equals(root)) {
            return null;
        }
        int directory = DiskState.ROOT;
        Path below = root.relativize(absolute);
        for (Path step : below.getNameCount() == 1 ? List.<Path>of() : below.getParent()) {
            Integer next = cached.inodeOf(new Name(directory, step.toString()));
            if (next == null) {
                throw new IllegalStateException("the trace uses a directory that does not exist: " + path);
            }
            directory = next;
        }
        return new Name(directory, below.getFileName().toString());
    }

    private static Name within(@Nullable Name name) {
        if (name == null) {
            throw new IllegalStateException("the trace changes names outside of the directory");
        }
        return name;
    }

    private int create(int place, @Nullable Name name) {
        int inode = inodes++;
        addName(place, within(name), (disk, at) -> disk.link(at, inode));
        return inode;
    }

    private void unlink(int place, @Nullable Name name) {
        addName(place, within(name), DiskState::unlink);
    }

    private void rename(int place, @Nullable Name from, @Nullable Name to) {
        Integer inode = cached.inodeOf(within(from));
        if (inode == null || within(from).directory() != within(to).directory()) {
            throw new IllegalStateException("the trace renames what the model does not know: " + from);
        }
        int moved = inode;
        addName(place, within(from), (disk, at) -> disk.rename(at, within(to), moved));
    }

    private void addName(int place, Name name, NameChange change) {
        add(place, name.directory(), disk -> change.apply(disk, name));
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

    private void add(int place, int inode, Consumer<DiskState> change) {
        operations.add(new DiskOperation(place, inode, change));
        change.accept(cached);
    }

    private int inode(SystemCall call) {
        return inode(call, 0);
    }

    private int inode(SystemCall call, int descriptor) {
        Integer inode = opened.get(call.number(descriptor));
        if (inode == null) {
            throw new IllegalStateException("the trace does not open the descriptor of this call: " + call);
        }
        return inode;
    }

    private record Force(int call, int inode) {}

    @FunctionalInterface
    private interface NameChange {
        void apply(DiskState disk, Name name);
    }
}
