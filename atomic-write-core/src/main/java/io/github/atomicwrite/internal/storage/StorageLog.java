package io.github.atomicwrite.internal.storage;

import java.lang.System.Logger.Level;

/** Reports what was done in a best-effort way and failed. */
final class StorageLog {
    private StorageLog() {}

    static void debug(String message, Exception cause) {
        System.getLogger(Storage.class.getName()).log(Level.DEBUG, message, cause);
    }
}
