package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system without a free block. */
class FullDiskTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("Batch What can be written alone to a full disk, an empty file, can be written in a batch too")
    void writesAnEmptyFileInABatch() throws Exception {
        Programs.assumeMounting();
        String printed = ChildJvm.of(WriteEmptyFiles.class)
                .after("unshare", "--mount", "--propagation", "private", "sh", "-c")
                .after("mount -t tmpfs -o size=64k tmpfs \"$1\" && shift && exec \"$@\"", "sh", directory.toString())
                .run(directory);
        assertThat(printed).isEqualTo("full\nalone: written\nin a batch: written\nfilling two");
    }

    /** Fills its disk, writes empty files, and prints the errors and what is there at the end. */
    static final class WriteEmptyFiles {
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            try (OutputStream filling = Files.newOutputStream(directory.resolve("filling"))) {
                while (true) {
                    filling.write(new byte[4096]);
                }
            } catch (IOException full) {
                System.out.println("full");
            }
            AtomicFileWriter writer = AtomicFileWriter.create();
            attempt("alone", () -> writer.writeBytes(directory.resolve("one"), new byte[0]));
            Files.deleteIfExists(directory.resolve("one"));
            attempt("in a batch", () -> {
                try (WriteBatch batch = writer.batch()) {
                    batch.writeBytes(directory.resolve("two"), new byte[0]);
                    batch.commit();
                }
            });
            System.out.println(String.join(" ", Directories.names(directory)));
        }

        private static void attempt(String what, Write write) {
            try {
                write.run();
                System.out.println(what + ": written");
            } catch (IOException failed) {
                System.out.println(what + ": " + failed);
            }
        }

        @FunctionalInterface
        private interface Write {
            void run() throws IOException;
        }
    }
}
