package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int SIZE = 128 * MEGABYTE;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W16 A stream of any size takes at most 1 MiB off the heap, and no more heap than a small one")
    void streamsInConstantMemory() throws Exception {
        String printed = ChildJvm.of(WriteAStream.class)
                .withOption("-Xmx16m")
                .withOption("-XX:MaxDirectMemorySize=1m")
                .run(directory.resolve("target"));
        assertThat(printed).startsWith("direct bytes: ");
        assertThat(Long.parseLong(printed.substring("direct bytes: ".length()))).isLessThanOrEqualTo(MEGABYTE);
        assertThat(Files.size(directory.resolve("target"))).isEqualTo(SIZE);
    }

    /** Writes more than its heap holds. */
    static final class WriteAStream {
        public static void main(String[] arguments) throws IOException {
            InputStream content = new InputStream() {
                private int left = SIZE;

                @Override
                public int read() {
                    return left-- > 0 ? 'x' : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    if (left == 0) {
                        return -1;
                    }
                    int more = Math.min(left, length);
                    left -= more;
                    return more;
                }
            };
            AtomicFileWriter.create().withDurability(Durability.NONE).write(Path.of(arguments[0]), content);
            System.out.println("direct bytes: " + directBytes());
        }
    }

    @Test
    @DisplayName("W16 A big array is written in slices: at most 1 MiB off the heap, and no copy of it on the heap")
    void writesABigArrayInSlices() throws Exception {
        String printed = ChildJvm.of(WriteAnArray.class)
                .withOption("-Xmx" + (SIZE / MEGABYTE + 24) + "m")
                .withOption("-Xmn8m")
                .withOption("-XX:MaxDirectMemorySize=1m")
                .run(directory.resolve("target"));
        assertThat(Long.parseLong(printed.substring("direct bytes: ".length()))).isLessThanOrEqualTo(MEGABYTE);
        assertThat(Files.size(directory.resolve("target"))).isEqualTo(SIZE);
    }

    /** Writes an array that nearly fills its heap, through each entry point that takes one in one piece. */
    static final class WriteAnArray {
        public static void main(String[] arguments) throws IOException {
            byte[] content = new byte[SIZE];
            Path target = Path.of(arguments[0]);
            AtomicFileWriter writer = AtomicFileWriter.create().withDurability(Durability.NONE);
            writer.write(target, out -> out.write(content));
            writer.writeBytes(target, content);
            System.out.println("direct bytes: " + directBytes());
        }
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
