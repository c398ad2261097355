package io.github.atomicwrite;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A disk that keeps no more than POSIX makes it keep. What was forced is there after a power cut; of everything else,
 * any part may be: content can be lost, full of zeros or cut short, and any of a directory's changes can be lost while
 * later ones are not. A rename is one change. Where it {@linkplain #reuseBlocks() reuses blocks}, the old content of a
 * name that comes back has been overwritten by another file's.
 */
final class WeakDisk {
    /** One change of a directory: a name now leads to this file, or to none. */
    private record Change(Path name, File file, Path gone) {}

    /** What was written to a file, piece by piece, and how many pieces have been forced. */
    private static final class File {
        private final List<String> pieces = new ArrayList<>();
        private int forced;

        static File holding(String content) {
            File file = new File();
            file.pieces.add(content);
            file.forced = 1;
            return file;
        }
    }

    private final Set<Path> held = new HashSet<>();
    private final Set<Path> givenAway = new HashSet<>();
    private boolean reusesBlocks;

    private final Map<Path, File> files = new HashMap<>();
    private final List<Change> forcedChanges = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** Makes it give the blocks of a replaced file to others at once, unless that is held open. */
    void reuseBlocks() {
        reusesBlocks = true;
    }

    void created(Path path) {
        files.put(path, new File());
        changes.add(new Change(path, files.get(path), path));
    }

    void written(Path path, byte[] bytes, int offset, int length) {
        files.get(path).pieces.add(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    void forced(Path path) {
        files.get(path).forced = files.get(path).pieces.size();
    }

    void held(Path replaced) {
        held.add(replaced);
    }

    /** The blocks are free as soon as nothing holds them, even if a power cut may still bring the name back. */
    void released(Path replaced) {
        held.remove(replaced);
        if (reusesBlocks && changes.stream().anyMatch(change -> replaced.equals(change.name()))) {
            givenAway.add(replaced);
        }
    }

    void replaced(Path temporary, Path target) {
        if (reusesBlocks && !held.contains(target)) {
            givenAway.add(target);
        }
        File moved = files.remove(temporary);
        files.put(target, moved);
        changes.add(new Change(target, moved, temporary));
    }

    void deleted(Path path) {
        files.remove(path);
        changes.add(new Change(path, null, path));
    }

    void forcedDirectory(Path directory) {
        forcedChanges.addAll(changes.stream()
                .filter(change -> directory.equals(change.name().getParent()))
                .toList());
        changes.removeAll(forcedChanges);
    }

    /** Everything that may be found at a path after a power cut now. */
    Set<Optional<String>> states(Path target, Optional<String> before) {
        Set<Optional<String>> states = new LinkedHashSet<>();
        for (int kept = 0; kept < 1 << changes.size(); kept++) {
            Map<Path, File> names = new HashMap<>();
            before.ifPresent(content ->
                    names.put(target, File.holding(givenAway.contains(target) ? "another file's content" : content)));
            forcedChanges.forEach(change -> apply(change, names));
            for (int i = 0; i < changes.size(); i++) {
                if ((kept & (1 << i)) != 0) {
                    apply(changes.get(i), names);
                }
            }
            File found = names.get(target);
            if (found == null) {
                states.add(Optional.empty());
            } else {
                contents(found, 0).forEach(content -> states.add(Optional.of(content)));
            }
        }
        return states;
    }

    private static void apply(Change change, Map<Path, File> names) {
        names.remove(change.gone());
        if (change.file() != null) {
            names.put(change.name(), change.file());
        }
    }

    /** Everything that a file may hold from one of its pieces on. */
    private static Set<String> contents(File file, int piece) {
        if (piece == file.pieces.size()) {
            return Set.of("");
        }
        String whole = file.pieces.get(piece);
        Set<String> contents = new HashSet<>();
        for (String rest : contents(file, piece + 1)) {
            contents.add(whole + rest);
            if (piece >= file.forced) {
                contents.add("\0".repeat(whole.length()) + rest);
                contents.add(whole.substring(0, whole.length() / 2));
                contents.add("");
            }
        }
        return contents;
    }
}
