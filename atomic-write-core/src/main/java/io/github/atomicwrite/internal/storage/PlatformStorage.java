package io.github.atomicwrite.internal.storage;

/**
 * Selects how the operating system's own file systems are used: here, always through the JDK. In the jar, another
 * version of this class replaces this one on JDK 22 and newer.
 */
final class PlatformStorage {
    private PlatformStorage() {}

    static Storage select() {
        return new PosixStorage();
    }
}
