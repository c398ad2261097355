package io.github.atomicwrite.test;

import io.github.atomicwrite.test.RecordedStep.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a recording up to date: what is in the directory now, and by which steps it came to be.
 *
 * <p>Every path is a real one in the directory. Not thread-safe: {@link FileCalls} holds a lock.
 */
final class Recorder {
    private final Path root;
    private final Callers callers;
    private final Disk initial = new Disk();
    private final Disk current;
    private final List<RecordedStep> steps = new ArrayList<>();
    private final Set<BlindSpot> blindSpots = new LinkedHashSet<>();

    /** For each file, how many steps there were when it was last known to be as {@link #current} has it. */
    private final Map<Integer, Integer> seenAt = new HashMap<>();

    Recorder(Path root, Callers callers) throws IOException {
        this.root = root;
        this.callers = callers;
        new DirectoryReader(initial).readInto(Disk.ROOT, root);
        this.current = initial.copy();
    }

    /** Returns the inode that a path has according to the recording, or null. */
    @Nullable
    Integer find(Path path) {
        return current.find(root.relativize(path));
    }

    int length(int file) {
        return current.content(file).size();
    }

    boolean isFile(int inode) {
        return current.inode(inode) instanceof Inode.RegularFile;
    }

    /** A name has appeared, with whatever it leads to. */
    void appeared(String call, Path path) throws IOException {
        Integer directory = find(parent(path));
        if (directory == null || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            unseen(path, "was created");
            return;
        }
        int inode = new DirectoryReader(initial).read(path);
        for (int number = inode; number < initial.size(); number++) {
            current.add(initial.inode(number).copy());
        }
        linked(call, path, directory, inode);
    }

    /** A second name for a file. */
    void linked(String call, Path path, int inode) {
        Integer directory = find(parent(path));
        if (directory == null) {
            unseen(path, "was linked");
            return;
        }
        linked(call, path, directory, inode);
    }

    private void linked(String call, Path path, int directory, int inode) {
        String name = name(path);
        step(call, new Change(directory, disk -> disk.link(directory, name, inode), "the name " + shown(path)));
        seenAt.put(inode, steps.size());
    }

    void disappeared(String call, Path path) {
        Integer directory = find(parent(path));
        if (directory == null || find(path) == null) {
            unseen(path, "was removed");
            return;
        }
        String name = name(path);
        step(call, new Change(directory, disk -> disk.unlink(directory, name), "the removal of " + shown(path)));
    }

    /** Both names are in the directory. A force of the new name's directory makes the move durable. */
    void moved(String call, Path from, Path to) {
        Integer inode = find(from);
        Integer fromDirectory = find(parent(from));
        Integer toDirectory = find(parent(to));
        if (inode == null || fromDirectory == null || toDirectory == null) {
            unseen(to, "was moved");
            return;
        }
        if (inode.equals(find(to))) {
            return; // two names of one file: rename(2) does nothing
        }
        String oldName = name(from);
        String newName = name(to);
        step(
                call,
                new Change(
                        toDirectory,
                        disk -> disk.rename(fromDirectory, oldName, toDirectory, newName, inode),
                        "the move of %s to %s".formatted(shown(from), shown(to))));
    }

    void wrote(String call, Path path, int file, int offset, byte[] bytes) {
        Changes changes = new Changes(file, shown(path), length(file));
        step(call, changes.write(offset, bytes), new Written(file, offset, new Content(bytes)));
        seenAt.put(file, steps.size());
    }

    void resized(String call, Path path, int file, int length) {
        if (length != length(file)) {
            step(call, new Changes(file, shown(path), length(file)).resize(length), null);
            seenAt.put(file, steps.size());
        }
    }

    void forced(String call, int inode) {
        steps.add(new RecordedStep(call, callers.caller(), List.of(), inode, null));
        seenAt.put(inode, steps.size());
    }

    /**
     * Compares a file with the recording. What is new has been written by a native method since the last look. If
     * nothing else has happened since, its place in the order is known, and it becomes a step.
     */
    void look(String call, Path path, int file, byte[] content) {
        if (!current.content(file).is(content)) {
            if (seenAt.getOrDefault(file, 0) < steps.size() && !steps.isEmpty()) {
                unseen(path, "was changed by a native method");
                catchUp(file, content);
                return;
            }
            byte[] old = current.content(file).bytes();
            List<Change> changes = new ArrayList<>();
            if (content.length < old.length) {
                changes.addAll(new Changes(file, shown(path), old.length).resize(content.length));
                old = Arrays.copyOf(old, content.length);
            }
            int from = Arrays.mismatch(old, content);
            Written written = null;
            if (from >= 0) {
                byte[] bytes = Arrays.copyOfRange(content, from, content.length);
                changes.addAll(new Changes(file, shown(path), old.length).write(from, bytes));
                written = new Written(file, from, new Content(bytes));
            }
            step(call, changes, written);
        }
        seenAt.put(file, steps.size());
    }

    private void catchUp(int file, byte[] content) {
        current.content(file).truncate(0);
        current.content(file).write(0, content);
        seenAt.put(file, steps.size());
    }

    private void step(String call, Change change) {
        step(call, List.of(change), null);
    }

    private void step(String call, List<Change> changes, @Nullable Written written) {
        changes.forEach(change -> change.effect().accept(current));
        steps.add(new RecordedStep(call, callers.caller(), changes, null, written));
    }

    /** A change whose place among the steps isn't known. */
    void unseen(Path path, String what) {
        blindSpots.add(new BlindSpot("%s %s".formatted(shown(path), what), false));
    }

    /** A force that may have been made, or not. */
    void unseenForce(Path path, String what) {
        blindSpots.add(new BlindSpot("%s %s".formatted(shown(path), what), true));
    }

    /** Ends the recording with a look at the whole directory. */
    Recording end() throws IOException {
        String difference = new DirectoryReader(current).firstDifference(Disk.ROOT, root);
        if (difference != null) {
            unseen(
                    root.resolve(difference),
                    "isn't what the recorded steps make it: native code, a process or a mapped buffer wrote to it");
        }
        return new Recording(initial, List.copyOf(steps), List.copyOf(blindSpots));
    }

    private String shown(Path path) {
        Path relative = root.relativize(path);
        return relative.toString().isEmpty() ? "the directory" : relative.toString();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " is not in the directory");
        }
        return parent;
    }
}
