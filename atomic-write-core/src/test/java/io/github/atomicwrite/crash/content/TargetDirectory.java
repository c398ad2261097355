package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A path with one target in it, and what has become of the two. */
public record TargetDirectory(Path path) {
    public static final int OLD = 1;
    public static final int NEW = 2;

    public Path target() {
        return path.resolve("target");
    }

    /** Empties the path, and puts the old content into it or nothing. */
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

    /** What there is beside the target. */
    public List<Path> leftovers() throws IOException {
        return files().stream().filter(file -> !file.equals(target())).toList();
    }

    public static Observed old(boolean targetExists) {
        return targetExists ? Observed.whole(OLD) : Observed.ABSENT;
    }

    /**
     * Judges a running system by the one sentence of the contract: an exception means old, unless it says unconfirmed; a return
     * means new; and nothing is left beside the target. What no signature declares is never right.
     *
     * @return what is wrong; empty if nothing is
     */
    public String problem(String answer, boolean targetExisted) throws IOException {
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
