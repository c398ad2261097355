package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that begin near the end of the stack, at each depth where it may overflow. */
class StackEndTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("W4 A stack that overflows at any step of a write leaves no temporary and no descriptor")
    void leavesNothingWhereTheStackEnds(EntryPoint entryPoint) throws Exception {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "descriptors are counted in " + DESCRIPTORS);
        String printed = ChildJvm.of(WriteAtTheEnd.class).withOption("-Xint").run(directory, entryPoint);
        assertThat(printed).endsWith("overflows seen, 0 descriptors left");
        assertHoldsOnly(directory, "target");
    }

    /** Fills the stack of a thread, and writes at each depth on the way back until that works. */
    static final class WriteAtTheEnd {
        private static final int ROUNDS = 15;
        private static final long STACK = 192 * 1024;

        private static boolean seen;

        public static void main(String[] arguments) throws Exception {
            Path target = Files.writeString(Path.of(arguments[0]).resolve("target"), "old");
            EntryPoint entryPoint = EntryPoint.valueOf(arguments[1]);
            AtomicFileWriter writer = AtomicFileWriter.create().withDurability(Durability.NONE);
            entryPoint.write(writer, target, "new"); // loads the classes
            long before = descriptors();
            for (int round = 0; round < ROUNDS; round++) {
                int padding = round;
                Thread thread = new Thread(
                        null, () -> pad(padding, () -> entryPoint.write(writer, target, "new")), "deep", STACK);
                thread.start();
                thread.join();
            }
            System.out.printf(
                    "%s, %d descriptors left%n", seen ? "overflows seen" : "no overflow", descriptors() - before);
        }

        private static long descriptors() throws IOException {
            try (Stream<Path> open = Files.list(DESCRIPTORS)) {
                return open.count();
            }
        }

        /** Moves the end of the stack by less than a call of the recursion takes. */
        private static boolean pad(int words, Write write) {
            return words == 0 ? descend(write) : pad(words - 1, write);
        }

        /** Returns whether a write has worked. */
        @SuppressWarnings("InfiniteRecursion") // its end is the point
        private static boolean descend(Write write) {
            boolean done;
            try {
                done = descend(write);
            } catch (StackOverflowError end) {
                done = false;
            }
            return done || attempt(write);
        }

        private static boolean attempt(Write write) {
            try {
                write.run();
                return true;
            } catch (StackOverflowError expected) {
                seen = true;
                return false;
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }

        @FunctionalInterface
        private interface Write {
            void run() throws IOException;
        }
    }
}
