package io.github.atomicwrite;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of temporaries: {@code .atomic-write-<process><copy>-<random>.tmp}.
 *
 * <p>They are never built from the target's name, which may take all the 255 bytes that a name can have. The 64 random
 * bits can't be guessed, so nobody can plant a file there. The process and the copy of this library that write are
 * recognisable, because no process may open a temporary of its own to see whether its lock is held: POSIX has it that
 * closing <em>any</em> descriptor of a file drops all of the process's locks on it
 * (<a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html">fcntl</a>).
 */
final class TemporaryName {
    /** Matches all names that {@link #next()} can return, and nearly nothing else. */
    static final String GLOB = ".atomic-write-????????????-????????????????.tmp";

    private static final String PREFIX = ".atomic-write-";
    private static final int DIGITS_OF_PROCESS = 8;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The same for every copy of this library in this process: two web applications may each have their own. */
    private static final String PROCESS = (String) System.getProperties()
            .computeIfAbsent("io.github.atomicwrite.process", absent -> HEX.toHexDigits(RANDOM.nextInt()));

    private static final String COPY = HEX.toHexDigits((short) RANDOM.nextInt());

    private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();

    private TemporaryName() {}

    /** Returns a new name, in use until it is {@linkplain #release released}. */
    static String next() {
        String name = PREFIX + PROCESS + COPY + '-' + HEX.toHexDigits(RANDOM.nextLong()) + ".tmp";
        IN_USE.add(name);
        return name;
    }

    /** Takes note that the temporary of this name is gone, or that nothing in this process has it open any more. */
    static void release(String name) {
        IN_USE.remove(name);
    }

    /**
     * Whether this process may open the temporary to look at its lock: if it belongs to another process, or if this
     * copy of the library knows that none of its own writers uses it.
     */
    static boolean mayBeOpened(Path temporary) {
        String writer = temporary.getFileName().toString().substring(PREFIX.length());
        if (!writer.startsWith(PROCESS)) {
            return true;
        }
        return writer.startsWith(COPY, DIGITS_OF_PROCESS)
                && !IN_USE.contains(temporary.getFileName().toString());
    }
}
