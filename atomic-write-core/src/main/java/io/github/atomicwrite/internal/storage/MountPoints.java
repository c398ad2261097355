package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Explains why a single file that is mounted into a container can't be replaced: {@code rename(2)} fails with EBUSY,
 * and the JDK passes on only the text of that error.
 */
final class MountPoints {
    /** See proc_pid_mountinfo(5): the fifth field is the mount point, with octal escapes for white space. */
    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    private static final int MOUNT_POINT = 4;
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /** Returns whether something is mounted at the path itself. Reads a table, so it is used only after a failure. */
    static boolean contain(Path path) {
        // Not Files.lines: that reads through a channel, which an interrupt would close.
        try (InputStream table = Files.newInputStream(TABLE)) {
            String mounts = new String(table.readAllBytes(), StandardCharsets.ISO_8859_1);
            return in(mounts.lines()).contains(path.toRealPath().toString());
        } catch (IOException unknown) {
            StorageLog.debug("It is not known whether " + path + " is a mount point", unknown);
            return false;
        }
    }

    /** To the kernel, names are bytes. The table is decoded with the charset that the JDK uses for paths. */
    static List<String> in(Stream<String> table) {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return table.map(mount -> mount.split(" ", -1)[MOUNT_POINT])
                .map(escaped -> ESCAPE.matcher(escaped).replaceAll(MountPoints::unescape))
                .map(bytes -> new String(bytes.getBytes(StandardCharsets.ISO_8859_1), names))
                .toList();
    }

    private static String unescape(MatchResult escape) {
        return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 8)));
    }

    /** Returns the error of a move, or what explains it if its target is a mount point. */
    static FileSystemException explained(FileSystemException refused, Path target) {
        return contain(target) ? refusal(target, refused) : refused;
    }

    static FileSystemException refusal(Path target, FileSystemException cause) {
        FileSystemException refusal = new FileSystemException(
                target.toString(),
                null,
                "the file is a mount point, which can't be replaced: mount its directory instead");
        refusal.initCause(cause);
        return refusal;
    }
}
