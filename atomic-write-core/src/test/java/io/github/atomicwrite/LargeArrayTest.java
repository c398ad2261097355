package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.Lists;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.google.common.util.concurrent.internal.InternalFutures;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An array of nearly the size that arrays can have: its end is near the largest int. */
class LargeArrayTest {
    private static final int LENGTH = 2_147_418_113;
    private static final int BLOCK = 16 * 1024 * 1024;
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long FREE_KIBIBYTES = 7L * 1024 * 1024;

    @Test
    @DisplayName("W18 An array of 2,147,418,113 bytes can be written, to a file of the system and of another provider")
    void writesAnArrayOfNearlyTheLargestSize() throws Exception {
        assumeTrue(Files.isWritable(MEMORY), "no file system in memory at " + MEMORY);
        assumeTrue(Files.getFileStore(MEMORY).getUsableSpace() > LENGTH + 100_000_000L, MEMORY + " is too small");
        assumeTrue(availableKibibytes() > FREE_KIBIBYTES, "it takes 7 GiB of free memory");
        Path directory = Files.createTempDirectory(MEMORY, "large-array");
        Path target = directory.resolve("target");
        try {
            String printed = ChildJvm.of(WriteLargeArray.class)
                    .withOption("-Xmx5g")
                    .withOption("-Xmn64m") // the array and a copy of it in memory leave no more for young objects
                    .withOption("-Xbootclasspath/a:" + jars(Jimfs.class, Lists.class, InternalFutures.class))
                    .run(target);
            assertThat(printed).isEqualTo("system: " + LENGTH + "\nmemory: " + LENGTH);
            Directories.assertHoldsOnly(directory);
        } finally {
            for (Path left : Directories.temporaries(directory)) {
                Files.delete(left);
            }
            Files.deleteIfExists(target);
            Files.delete(directory);
        }
    }

    private static String jars(Class<?>... types) {
        return Stream.of(types)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long availableKibibytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findAny()
                    .orElse(0);
        }
    }

    /** Writes it, and prints the size of each file or the error. */
    static final class WriteLargeArray {
        public static void main(String[] arguments) throws IOException {
            byte[] content = new byte[LENGTH];
            Path target = Path.of(arguments[0]);
            write("system", target, content);
            Files.deleteIfExists(target);
            Configuration ofLargeBlocks =
                    Configuration.unix().toBuilder().setBlockSize(BLOCK).build();
            try (FileSystem memory = Jimfs.newFileSystem(ofLargeBlocks)) {
                write("memory", memory.getPath("target"), content);
            }
        }

        private static void write(String store, Path target, byte[] content) {
            try {
                AtomicFileWriter.create().withDurability(Durability.NONE).writeBytes(target, content);
                System.out.println(store + ": " + Files.size(target));
            } catch (Exception failed) {
                System.out.println(store + ": " + failed);
            }
        }
    }
}
