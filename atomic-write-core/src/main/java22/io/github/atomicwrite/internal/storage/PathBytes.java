package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a path. To the kernel, a name is bytes. The JDK keeps them too, but shows them decoded, and what the
 * charset of the locale can't decode is lost in {@link Path#toString()}.
 */
final class PathBytes {
    /** What stands for bytes that can't be decoded. */
    private static final char LOST = '\uFFFD';

    /** In UTF-8. */
    private static final int MAX_BYTES_OF_A_CHAR = 3;

    private static final boolean NAMES_ARE_UTF_8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

    /** Relative paths start there in Java, and in the kernel too unless {@code -Duser.dir} has moved it for Java. */
    private static final boolean KERNEL_KNOWS_THE_WORKING_DIRECTORY =
            kernelKnows(Path.of("").toAbsolutePath());

    private PathBytes() {}

    private static boolean kernelKnows(Path workingDirectory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/cwd")).equals(workingDirectory);
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * Writes a path and the zero byte that ends it.
     *
     * @throws FileSystemException if it is longer than the kernel allows
     */
    static void write(Path path, MemorySegment to, long at, int limit) throws FileSystemException {
        Path known = KERNEL_KNOWS_THE_WORKING_DIRECTORY || path.isAbsolute() ? path : path.toAbsolutePath();
        String text = known.toString();
        if (text.isEmpty()) {
            text = ".";
        }
        if (text.length() * MAX_BYTES_OF_A_CHAR < limit && (isWhole(text) || isAscii(text))) {
            to.setString(at, text, StandardCharsets.UTF_8);
            return;
        }
        byte[] bytes = isWhole(text) ? text.getBytes(StandardCharsets.UTF_8) : bytesOfUri(known);
        if (bytes.length >= limit) {
            throw new FileSystemException(path.toString(), null, "File name too long");
        }
        MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, at, bytes.length);
        to.set(ValueLayout.JAVA_BYTE, at + bytes.length, (byte) 0);
    }

    /** Returns how many bytes of a written path stand before its last component. */
    static int bytesBeforeName(MemorySegment memory, long at) {
        int name = 0;
        for (int i = 0; ; i++) {
            byte next = memory.get(ValueLayout.JAVA_BYTE, at + i);
            if (next == 0) {
                return name;
            }
            if (next == '/') {
                name = i + 1;
            }
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c <= '\u007F');
    }

    /** Returns whether the text has come from valid UTF-8, so that encoding it returns the same bytes. */
    private static boolean isWhole(String text) {
        return NAMES_ARE_UTF_8 && text.indexOf(LOST) < 0;
    }

    /** The URI has every byte, beyond some of ASCII as percent and two digits, and a slash behind a directory. */
    private static byte[] bytesOfUri(Path path) {
        String raw = path.toUri().getRawPath();
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                c = (char) Integer.parseInt(raw, i + 1, i + 3, 16);
                i += 2;
            }
            bytes[length++] = (byte) c;
        }
        if (length > 1 && bytes[length - 1] == '/') {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }
}
