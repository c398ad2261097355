package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory that holds one target file, and checks of what a write left in it. */
public class TargetDirectory {
    /** The version of the content before the write. */
    public static final int OLD = 1;

    /** The version of the content that the write puts there. */
    public static final int NEW = 2;

    private final Path path;

    public TargetDirectory(Path path) {
        this.path = path;
    }

    /** Returns the directory. */
    public final Path path() {
        return path;
    }

    public Path target() {
        return path.resolve("target");
    }

    /** Empties the directory. If the target is to exist, writes the old content of this length to it. */
    public final void prepare(boolean targetExists, int length) throws IOException {
        clear();
        if (targetExists) {
            write(new VersionedContent(OLD, length));
        }
    }

    void write(VersionedContent content) throws IOException {
        Files.write(target(), content.bytes());
    }

    /** Deletes all that is in the directory. */
    public final void clear() throws IOException {
        for (Path file : files()) {
            Trees.delete(file);
        }
    }

    public final List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    /** Returns all files that do not belong to a target. */
    public List<Path> leftovers() throws IOException {
        return files().stream().filter(file -> !file.equals(target())).toList();
    }

    /** Returns what a reader finds at the target if the write changes nothing. */
    public static Observed old(boolean targetExists) {
        return targetExists ? Observed.whole(OLD) : Observed.ABSENT;
    }

    /**
     * Compares the answer of a writer with the directory.
     *
     * <p>After a normal return or an unconfirmed write, the target must be new. After any other exception, it must be
     * old. No other file may exist. An exception that the signature does not declare is always a problem.
     *
     * @return the problem, or an empty string
     */
    public final String findProblem(String answer, boolean targetExisted) throws IOException {
        boolean inPlace = answer.startsWith("done") || answer.startsWith("unconfirmed");
        Observed promised = inPlace ? Observed.whole(NEW) : old(targetExisted);
        Observed found = Observed.at(target());
        List<Path> leftovers = leftoversOf(inPlace);
        if (found.equals(promised) && leftovers.isEmpty() && !answer.startsWith("undeclared")) {
            return "";
        }
        return "answered \"%s\", and found %s, leftovers %s".formatted(answer, found, leftovers);
    }

    /** Returns what a write has left that must be gone, whether its content is in place or not. */
    List<Path> leftoversOf(boolean inPlace) throws IOException {
        return leftovers();
    }
}
