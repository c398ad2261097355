package io.github.atomicwrite.internal.storage;

import java.lang.System.Logger.Level;
import java.nio.file.Path;

/** Reports which system calls are used, and what was done in a best-effort way and failed. */
final class StorageLog {
    private StorageLog() {}

    /** Loads this class while there are descriptors: loading one from a directory of classes needs one. */
    static void load() {}

    static void debug(String message, Exception cause) {
        System.getLogger(Storage.class.getName()).log(Level.DEBUG, message, cause);
    }

    static void notHeld(Path file, Exception cause) {
        debug(file + " can't be held open to keep its blocks", cause);
    }

    static void debug(String message) {
        System.getLogger(Storage.class.getName()).log(Level.DEBUG, message);
    }
}
