package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The names of the copies of a file that were moved aside. */
public final class QuarantinedCopies {
    private static final String MARK = ".corrupt-";

    /** A name has room for 255 bytes: these, the mark, the time, and a number if need be. */
    private static final int MAX_PREFIX_BYTES = 220;

    private QuarantinedCopies() {}

    /** Lists the copies beside a file, the oldest first. */
    public static List<Path> of(Path file) throws IOException {
        String prefix = prefix(file);
        Path directory = Objects.requireNonNull(file.getParent(), "the root is no file");
        return Storages.of(file).list(directory, "*" + MARK + "*").stream()
                .filter(entry -> entry.getFileName().toString().startsWith(prefix))
                .sorted()
                .toList();
    }

    /**
     * Returns the text that the name of each copy begins with. It begins with the name of the file, as far as this
     * locale can express it and a name has room for it.
     */
    public static String prefix(Path file) {
        CharsetEncoder names =
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).newEncoder();
        StringBuilder prefix = new StringBuilder();
        int bytes = 0;
        for (int character : file.getFileName().toString().codePoints().toArray()) {
            String one = Character.toString(character);
            String kept = names.canEncode(one) ? one : "_";
            bytes += kept.getBytes(names.charset()).length;
            if (bytes > MAX_PREFIX_BYTES) {
                break;
            }
            prefix.append(kept);
        }
        return prefix + MARK;
    }
}
