package io.github.atomicwrite.internal.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Selects how the operating system's own file systems are used: through direct system calls on Linux, where the
 * application has enabled native access, else through the JDK.
 *
 * <p>This class first checks whether native access is enabled. A restricted call before that would print a warning, and
 * enable all others. What the application has not enabled costs nothing and prints nothing, not even a line of the log:
 * setting up a logger takes longer than a write.
 */
final class PlatformStorage {
    private static final Set<String> KNOWN_ARCHITECTURES = Set.of("amd64", "aarch64");

    private PlatformStorage() {}

    static Storage select() {
        return isAllowed() ? selectNative() : new PosixStorage();
    }

    private static boolean isAllowed() {
        return "Linux".equals(System.getProperty("os.name"))
                && KNOWN_ARCHITECTURES.contains(System.getProperty("os.arch"))
                && PlatformStorage.class.getModule().isNativeAccessEnabled();
    }

    private static Storage selectNative() {
        try {
            Storage storage = new NativeStorage();
            storage.status(Path.of("/")); // statx(2) may be missing, or forbidden in a sandbox
            StorageLog.debug("Files are written through direct system calls");
            return storage;
        } catch (IOException | LinkageError unusable) {
            StorageLog.debug("Files are written through the JDK: the system calls can't be made directly: " + unusable);
            return new PosixStorage();
        }
    }
}
