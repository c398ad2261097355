package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The locks that the kernel lists (<a href="https://man7.org/linux/man-pages/man5/proc_locks.5.html">proc_locks</a>). A
 * process can't ask for its own locks in another way: to itself, every lock seems free.
 */
final class KernelLocks {
    private static final Path LIST = Path.of("/proc/locks");

    /** The kernel may skip a lock while other locks come and go. */
    private static final int LOOKS = 5;

    private KernelLocks() {}

    /** Whether the list says that this process has locked a file; false where there is no such list. */
    static boolean list(Path file) {
        try {
            Object inode = Files.getAttribute(file, "unix:ino");
            Pattern lock = Pattern.compile("POSIX +ADVISORY +WRITE +%d [0-9a-f]+:[0-9a-f]+:%s "
                    .formatted(ProcessHandle.current().pid(), inode));
            for (int look = 0; look < LOOKS; look++) {
                if (lock.matcher(Files.readString(LIST, StandardCharsets.US_ASCII))
                        .find()) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            StorageLog.debug("The locks of the system can't be listed", unknown);
            return false;
        }
    }
}
