package io.github.atomicwrite.sample;

import java.io.IOException;

/** Checks for programs of the system that some tests need. */
final class SystemTools {
    private SystemTools() {}

    /** Returns whether strace is installed and may trace. Only strace can make system calls fail on request. */
    static boolean canTrace() throws InterruptedException {
        return succeed("strace", "-qq", "-o", "/dev/null", "true");
    }

    /** Returns whether a command exists and ends with exit code 0. */
    static boolean succeed(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
