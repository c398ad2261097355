package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The state of a target as a reader finds it.
 *
 * @param kind whether the content is whole, and what is wrong if it is not
 * @param version the version if the content is whole, else -1
 */
public record Observed(Kind kind, long version) {
    public static final Observed ABSENT = new Observed(Kind.ABSENT, -1);
    public static final Observed EMPTY = new Observed(Kind.EMPTY, -1);
    public static final Observed DANGLING = new Observed(Kind.DANGLING, -1);
    static final Observed ZEROS = new Observed(Kind.ZEROS, -1);
    static final Observed TORN = new Observed(Kind.TORN, -1);
    static final Observed MIXED = new Observed(Kind.MIXED, -1);

    public enum Kind {
        WHOLE,
        ABSENT,
        EMPTY,
        ZEROS,
        TORN,
        /** Files of several versions, or of several kinds. */
        MIXED,
        /** A link to a version that does not exist. */
        DANGLING
    }

    public static Observed whole(long version) {
        return new Observed(Kind.WHOLE, version);
    }

    /** Reads a file, or the version that a link leads to. */
    public static Observed at(Path target) throws IOException {
        if (Files.isSymbolicLink(target)) {
            return Files.exists(target) ? PublishedContent.in(target.toRealPath()) : DANGLING;
        }
        try {
            return VersionedContent.inspect(Files.readAllBytes(target));
        } catch (NoSuchFileException absent) {
            return ABSENT;
        }
    }

    @Override
    public String toString() {
        return kind == Kind.WHOLE ? "version " + version : kind.toString();
    }
}
