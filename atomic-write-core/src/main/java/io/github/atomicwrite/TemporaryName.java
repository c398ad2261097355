package io.github.atomicwrite;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of temporaries: {@code .atomic-write-<process><copy>-<group>-<member>.tmp}.
 *
 * <p>They are never built from the target's name, which may take all the 255 bytes that a name can have. The random
 * digits can't be guessed, so nobody can put a file there first. A group has one <em>guard</em>, its member zero, whose
 * lock proves the writer of the whole group alive; a file that is written alone guards itself.
 *
 * <p>The name shows the process that writes, and the copy of this library in it: a process must not open a temporary of
 * its own to probe its lock, because closing <em>any</em> descriptor of a file drops all locks that the process has on
 * it (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>).
 *
 * @param text the name as it stands in a directory
 */
record TemporaryName(String text) {
    /** Matches all possible names, and hardly any other. */
    static final String GLOB = ".atomic-write-????????????-????????????????-????????.tmp";

    private static final String PREFIX = GLOB.substring(0, GLOB.indexOf('?'));
    private static final String SUFFIX = GLOB.substring(GLOB.lastIndexOf('?') + 1);
    private static final int GROUP_AT = GLOB.indexOf('-', PREFIX.length()) + 1;
    private static final int MEMBER_AT = GLOB.lastIndexOf('-') + 1;

    private static final String GUARD = "00000000";

    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The same for every copy of this library in this process: two web applications may each have their own. */
    private static final String PROCESS = (String) System.getProperties()
            .computeIfAbsent("io.github.atomicwrite.process", absent -> HEX.toHexDigits(RANDOM.nextInt()));

    private static final String PREFIX_OF_PROCESS = PREFIX + PROCESS;
    private static final String PREFIX_OF_COPY = PREFIX_OF_PROCESS + HEX.toHexDigits((short) RANDOM.nextInt()) + '-';

    private static final Set<String> GUARDS_IN_USE = ConcurrentHashMap.newKeySet();

    /** Returns the guard of a new group, which is in use until it is {@linkplain #release released}. */
    static TemporaryName next() {
        byte[] group = new byte[(MEMBER_AT - 1 - GROUP_AT) / 2];
        RANDOM.nextBytes(group);
        String guard = PREFIX_OF_COPY + HEX.formatHex(group) + '-' + GUARD + SUFFIX;
        GUARDS_IN_USE.add(guard);
        return new TemporaryName(guard);
    }

    /** Reads a name that matches {@link #GLOB}. */
    static TemporaryName of(Path temporary) {
        return new TemporaryName(temporary.getFileName().toString());
    }

    /** Returns the name of another member of this group. */
    TemporaryName nextMember() {
        return member(HEX.toHexDigits(1 + RANDOM.nextInt(Integer.MAX_VALUE)));
    }

    TemporaryName guard() {
        return member(GUARD);
    }

    private TemporaryName member(String member) {
        return new TemporaryName(text.substring(0, MEMBER_AT) + member + SUFFIX);
    }

    boolean isGuard() {
        return text.startsWith(GUARD, MEMBER_AT);
    }

    /** Notes that this process has closed the file. A guard ends its group. */
    void release() {
        if (isGuard()) {
            GUARDS_IN_USE.remove(text);
        }
    }

    /**
     * Returns whether this process may open the group's guard to probe its lock: if it belongs to another process, or
     * if no writer of this copy of the library uses it.
     */
    boolean mayProbeLock() {
        return !text.startsWith(PREFIX_OF_PROCESS)
                || (text.startsWith(PREFIX_OF_COPY) && !GUARDS_IN_USE.contains(guard().text));
    }
}
