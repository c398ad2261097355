package io.github.atomicwrite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the system: a test that needs one is skipped where it is missing. */
public final class Programs {
    private Programs() {}

    public static void assumeInstalled(String... names) {
        for (String name : names) {
            assumeTrue(isInstalled(name), name + " is not installed");
        }
    }

    /** Skips the test where strace(1) is missing or may not trace. */
    public static void assumeTracing() {
        assumeInstalled("strace");
        assumeTrue(succeeds("strace", "-f", "-qq", "-o", "/dev/null", "true"), "strace(1) may not trace here");
    }

    /** Skips the test where no mount can be made that is invisible to others. */
    public static void assumeMounting() {
        assumeTrue(ChildJvm.isRoot(), "mounting needs root");
        assumeInstalled("unshare", "mount");
        assumeTrue(succeeds("unshare", "--mount", "true"), "unshare(1) may not make a namespace here");
    }

    /** Runs a program, which must succeed. */
    public static void run(Object... command) throws IOException {
        List<String> words = Stream.of(command).map(Object::toString).toList();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(words + ": " + printed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(words + " was interrupted", interrupted);
        }
    }

    /** The command that lets system calls of a child JVM fail or take long: {@code fsync:error=EIO}, see strace(1). */
    public static String[] injecting(String... injections) {
        Stream<String> options = Stream.of(injections).flatMap(one -> Stream.of("-e", "inject=" + one));
        return Stream.concat(Stream.of("strace", "-f", "-qq", "-o", "/dev/null"), options)
                .toArray(String[]::new);
    }

    /** The command that records these system calls of a child JVM, with the paths of descriptors. */
    public static String[] recording(Path trace, String calls) {
        return new String[] {"strace", "-f", "-qq", "-y", "-o", trace.toString(), "-e", "trace=" + calls};
    }

    private static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static boolean succeeds(String... command) {
        try {
            run((Object[]) command);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
