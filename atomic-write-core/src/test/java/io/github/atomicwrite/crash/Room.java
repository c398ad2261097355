package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory with one target in it, and what has become of the two. */
record Room(Path directory) {
    static final int OLD = 1;
    static final int NEW = 2;

    Path target() {
        return directory.resolve("target");
    }

    /** Empties the directory, and puts the old content into it or nothing. */
    void prepare(boolean targetExists, int length) throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        if (targetExists) {
            Files.write(target(), new Content(OLD, length).bytes());
        }
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** What there is beside the target. */
    List<Path> leftovers() throws IOException {
        return files().stream().filter(file -> !file.equals(target())).toList();
    }

    static Observed old(boolean targetExists) {
        return targetExists ? Observed.whole(OLD) : Observed.ABSENT;
    }

    /**
     * Judges a running system by the one sentence of the contract: an exception means old, unless it says unconfirmed; a return
     * means new; and nothing is left beside the target. What no signature declares is never right.
     *
     * @return what is wrong; empty if nothing is
     */
    String judge(String answer, boolean targetExisted) throws IOException {
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
