package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that holds one target file, and checks of what a write left in it.
 *
 * @param path the directory
 */
public record TargetDirectory(Path path) {
    /** The version of the content before the write. */
    public static final int OLD = 1;

    /** The version of the content that the write puts there. */
    public static final int NEW = 2;

    public Path target() {
        return path.resolve("target");
    }

    /** Empties the directory. If the target is to exist, writes the old content of this length to it. */
    public void prepare(boolean targetExists, int length) throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        if (targetExists) {
            Files.write(target(), new VersionedContent(OLD, length).bytes());
        }
    }

    public List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }

    /** Returns all files but the target. */
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
    public String findProblem(String answer, boolean targetExisted) throws IOException {
        boolean inPlace = answer.startsWith("done") || answer.startsWith("unconfirmed");
        Observed promised = inPlace ? Observed.whole(NEW) : old(targetExisted);
        Observed found = Observed.at(target());
        List<Path> leftovers = leftovers();
        if (found.equals(promised) && leftovers.isEmpty() && !answer.startsWith("undeclared")) {
            return "";
        }
        return "answered \"%s\", and found %s, leftovers %s".formatted(answer, found, leftovers);
    }
}
