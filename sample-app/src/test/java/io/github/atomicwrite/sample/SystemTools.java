package io.github.atomicwrite.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Returns the home of a JDK other than that of the tests. */
    static Optional<Path> otherJava() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Path all = own.getParent();
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")) && !isSame(home, own))
                    .findFirst();
        }
    }

    private static boolean isSame(Path home, Path own) {
        try {
            return home.toRealPath().equals(own);
        } catch (IOException unreadable) {
            return true;
        }
    }
}
