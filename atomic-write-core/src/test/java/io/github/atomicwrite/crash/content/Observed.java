package io.github.atomicwrite.crash.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What is found at a target.
 *
 * @param kind whether it is whole, and if not, in what way
 * @param version which version is there if it is whole
 */
public record Observed(Kind kind, long version) {
    public static final Observed ABSENT = new Observed(Kind.ABSENT, -1);
    static final Observed EMPTY = new Observed(Kind.EMPTY, -1);
    static final Observed ZEROS = new Observed(Kind.ZEROS, -1);
    static final Observed TORN = new Observed(Kind.TORN, -1);

    public enum Kind {
        WHOLE,
        ABSENT,
        EMPTY,
        ZEROS,
        TORN
    }

    public static Observed whole(long version) {
        return new Observed(Kind.WHOLE, version);
    }

    public static Observed at(Path target) throws IOException {
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
