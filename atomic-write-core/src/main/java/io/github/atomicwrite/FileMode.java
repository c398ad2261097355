package io.github.atomicwrite;

import java.nio.file.attribute.PosixFilePermission;

/**
 * The mode bits of a file as POSIX defines them: read, write and execute for owner, group and others, and the
 * set-user-ID, set-group-ID and sticky bits, which {@link PosixFilePermission} can't express.
 *
 * @param bits the twelve bits of {@code chmod(2)}, {@code 0} to {@code 07777}
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/chmod.html">POSIX.1-2024, chmod</a>
 */
public record FileMode(int bits) {
    private static final int ALL = 07777;
    private static final int SET_USER_ID = 04000;

    /**
     * Creates a mode.
     *
     * @param bits the mode bits, {@code 0} to {@code 07777}
     * @throws IllegalArgumentException if {@code bits} is below {@code 0} or above {@code 07777}
     */
    public FileMode {
        if ((bits & ~ALL) != 0) {
            throw new IllegalArgumentException(
                    "mode %s is not within 0 and 07777".formatted(Integer.toOctalString(bits)));
        }
    }

    /**
     * Returns the mode with these bits, as in {@code FileMode.of(0640)}: Java's own octal literals.
     *
     * @param bits the mode bits, {@code 0} to {@code 07777}
     * @return the mode
     * @throws IllegalArgumentException if {@code bits} is below {@code 0} or above {@code 07777}
     */
    public static FileMode of(int bits) {
        return new FileMode(bits);
    }

    /**
     * Returns the mode that a text describes: one to four octal digits, with or without further zeros before them
     * ({@code "0640"}, {@code "640"}, {@code "2750"}), or nine symbols as {@code ls -l} prints them
     * ({@code "rw-r-----"}, and {@code s}, {@code S}, {@code t}, {@code T} for the bits beyond the permissions).
     *
     * @param text the mode in digits or in symbols
     * @return the mode
     * @throws IllegalArgumentException if the text is neither, naming the text and both forms
     */
    public static FileMode parse(String text) {
        if (text.matches("0*[0-7]{1,4}")) {
            return new FileMode(Integer.parseInt(text, 8));
        }
        if (text.matches("[r-][w-][xsS-][r-][w-][xsS-][r-][w-][xtT-]")) {
            return new FileMode(bitsOf(text));
        }
        throw new IllegalArgumentException(
                "\"%s\" is not a file mode: give octal digits such as 0640, or symbols such as rw-r-----"
                        .formatted(text));
    }

    private static int bitsOf(String symbols) {
        int bits = 0;
        for (int i = 0; i < symbols.length(); i++) {
            char symbol = symbols.charAt(i);
            boolean permission = symbol != '-' && symbol != 'S' && symbol != 'T';
            boolean special = "sStT".indexOf(symbol) >= 0;
            bits |= permission ? 0400 >> i : 0;
            bits |= special ? SET_USER_ID >> (i / 3) : 0;
        }
        return bits;
    }

    /** Returns the mode as four octal digits, as in {@code "0640"}. */
    @Override
    public String toString() {
        return "%04o".formatted(bits);
    }
}
