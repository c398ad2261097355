package io.github.atomicwrite;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that belong to one version of a published directory. All start with {@code .v-<id>}.
 *
 * @param id sixteen random hexadecimal digits
 */
record VersionName(String id) {
    /** The link to the current version. */
    static final String CURRENT = "current";

    /** The file whose lock gives a publisher its turn. */
    static final String TURN = ".v-turn";

    /** Matches all names of all versions. */
    static final String GLOB = ".v-????????????????*";

    private static final String PREFIX = ".v-";
    private static final int DIGITS = 16;
    private static final Pattern NAME =
            Pattern.compile("\\.v-([0-9a-f]{16})(|\\.new|\\.link|\\.old|\\.([0-9a-f]{16}))");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a name stands for. */
    enum Role {
        /** The directory with the content. */
        CONTENT,
        /** The lease of a version that may never have been current. */
        UNPUBLISHED,
        /** The lease of a version that is, or was, the current one. */
        LEASE,
        /** A link to the version that has not been moved over {@code current}. */
        LINK,
        /** A directory that is being removed. */
        OLD
    }

    /**
     * A name that stands in a directory.
     *
     * @param sequence of a lease: versions became current in this order
     */
    record Entry(VersionName version, Role role, long sequence) {}

    static VersionName next() {
        return new VersionName(HexFormat.of().toHexDigits(RANDOM.nextLong()));
    }

    /** Reads a name; {@code null} if it is none of these. */
    static @Nullable Entry parse(Path path) {
        Path name = path.getFileName();
        Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
        if (!matcher.matches()) {
            return null;
        }
        VersionName version = new VersionName(matcher.group(1));
        if (matcher.group(3) != null) {
            return new Entry(version, Role.LEASE, Long.parseUnsignedLong(matcher.group(3), DIGITS));
        }
        Role role =
                switch (matcher.group(2)) {
                    case ".new" -> Role.UNPUBLISHED;
                    case ".link" -> Role.LINK;
                    case ".old" -> Role.OLD;
                    default -> Role.CONTENT;
                };
        return new Entry(version, role, 0);
    }

    /** Reads the text of a link to a version; {@code null} if it is no such text. */
    static @Nullable VersionName ofLink(Path text) {
        Entry entry = text.getNameCount() == 1 && !text.isAbsolute() ? parse(text) : null;
        return entry != null && entry.role() == Role.CONTENT ? entry.version() : null;
    }

    /** The directory with the content. */
    String content() {
        return PREFIX + id;
    }

    /** The lease while the version is being written. */
    String unpublished() {
        return content() + ".new";
    }

    /** The lease from the moment when the version has become current. */
    String lease(long sequence) {
        return content() + '.' + HexFormat.of().toHexDigits(sequence);
    }

    /** Matches both names of the lease, and more. */
    String glob() {
        return content() + ".*";
    }

    /** The link that is moved over {@code current}. */
    String link() {
        return content() + ".link";
    }

    /** The directory while it is being removed. */
    String old() {
        return content() + ".old";
    }
}
