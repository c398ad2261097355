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
 * @param group process, copy and group, which all members share
 * @param member the number of the member in the group
 */
record TemporaryName(String group, String member) {
    /** Matches all possible names, and hardly any other. */
    static final String GLOB = ".atomic-write-????????????-????????????????-????????.tmp";

    private static final String PREFIX = ".atomic-write-";
    private static final String SUFFIX = ".tmp";
    private static final String GUARD = "00000000";
    private static final int DIGITS_OF_PROCESS = 8;
    private static final int DIGITS_OF_GROUP = 16;

    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The same for every copy of this library in this process: two web applications may each have their own. */
    private static final String PROCESS = (String) System.getProperties()
            .computeIfAbsent("io.github.atomicwrite.process", absent -> HEX.toHexDigits(RANDOM.nextInt()));

    private static final String COPY = HEX.toHexDigits((short) RANDOM.nextInt());

    private static final Set<String> GROUPS_IN_USE = ConcurrentHashMap.newKeySet();

    /** Returns the guard of a new group, which is in use until it is {@linkplain #release released}. */
    static TemporaryName next() {
        byte[] digits = new byte[DIGITS_OF_GROUP / 2];
        RANDOM.nextBytes(digits);
        TemporaryName guard = new TemporaryName(PROCESS + COPY + '-' + HEX.formatHex(digits), GUARD);
        GROUPS_IN_USE.add(guard.group);
        return guard;
    }

    /** Reads a name that matches {@link #GLOB}. */
    static TemporaryName of(Path temporary) {
        String name = temporary.getFileName().toString();
        int end = name.length() - SUFFIX.length();
        int dash = end - GUARD.length() - 1;
        return new TemporaryName(name.substring(PREFIX.length(), dash), name.substring(dash + 1, end));
    }

    /** Returns the name of another member of this group. */
    TemporaryName nextMember() {
        return new TemporaryName(group, HEX.toHexDigits(1 + RANDOM.nextInt(Integer.MAX_VALUE)));
    }

    TemporaryName guard() {
        return new TemporaryName(group, GUARD);
    }

    boolean isGuard() {
        return member.equals(GUARD);
    }

    /** Notes that this process has closed the file. A guard ends its group. */
    void release() {
        if (isGuard()) {
            GROUPS_IN_USE.remove(group);
        }
    }

    /**
     * Returns whether this process may open the group's guard to probe its lock: if it belongs to another process, or
     * if no writer of this copy of the library uses it.
     */
    boolean mayProbeLock() {
        return !group.startsWith(PROCESS)
                || (group.startsWith(COPY, DIGITS_OF_PROCESS) && !GROUPS_IN_USE.contains(group));
    }

    /** Returns the name as it stands in a directory. */
    @Override
    public String toString() {
        return PREFIX + group + '-' + member + SUFFIX;
    }
}
