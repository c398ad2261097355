package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentStreamTest {
    private final List<CommitEvent> events = new ArrayList<>();
    private final AtomicFileWriter writer = AtomicFileWriter.create().withListener(events::add);

    @TempDir
    private Path directory;

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, 8191, 8192, 8193, 16384, 70_000})
    @DisplayName("Contract Whatever pieces it comes in, the content is what was written, and its length is told")
    void putsPiecesTogether(int piece) throws IOException {
        Path target = directory.resolve("target");
        byte[] content = content(100_003);
        writer.write(target, out -> {
            for (int from = 0; from < content.length; from += piece) {
                out.write(content, from, Math.min(piece, content.length - from));
            }
        });
        assertThat(Files.readAllBytes(target)).isEqualTo(content);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.bytes()).isEqualTo(content.length));
    }

    @Test
    @DisplayName("Contract Single bytes, small pieces, large pieces and flushes keep their order")
    void keepsTheOrder() throws IOException {
        Path target = directory.resolve("target");
        byte[] content = content(200_000);
        writer.write(target, out -> {
            Random random = new Random(20_261_121);
            int from = 0;
            while (from < content.length) {
                int length = Math.min(content.length - from, 1 + random.nextInt(20_000) / (1 + random.nextInt(300)));
                if (length == 1) {
                    out.write(content[from]);
                } else {
                    out.write(content, from, length);
                }
                if (random.nextInt(50) == 0) {
                    out.flush();
                }
                from += length;
            }
        });
        assertThat(Files.readAllBytes(target)).isEqualTo(content);
    }

    @Test
    @DisplayName("W20 Of content that fails half-way, what was taken so far is told, buffered or not")
    void tellsWhatWasTaken() throws IOException {
        for (int taken : new int[] {5, 8192, 10_000}) {
            events.clear();
            try {
                writer.write(directory.resolve("target"), out -> {
                    out.write(Arrays.copyOf(new byte[] {1}, taken));
                    throw new IOException("on purpose");
                });
            } catch (IOException onPurpose) {
                assertThat(onPurpose).hasMessage("on purpose");
            }
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.bytes()).isEqualTo(taken));
        }
    }

    @Test
    @DisplayName(
            "Contract What a write has taken is in the file, or the commit fails, even if the stack ran out in between")
    void losesNothingWhenTheStackRunsOut() throws Exception {
        // In a process of its own, for a class whose initialization runs out of stack can't be used any more.
        String printed = ChildJvm.of(WriteWhereTheStackEnds.class).run(directory);
        assertThat(printed).endsWith("done").doesNotContain("became");
    }

    /** Swallows that the stack is too small, as a careless producer may. */
    static final class WriteWhereTheStackEnds {
        public static void main(String[] arguments) throws Exception {
            Path target = Path.of(arguments[0]).resolve("target");
            long[] taken = new long[1];
            for (int round = 0; round < 40; round++) {
                Files.writeString(target, "old");
                taken[0] = ContentStream.BUFFER - 1; // so that the next bytes need the file, and so more stack
                AtomicReference<Throwable> thrown = new AtomicReference<>();
                Runnable write = () -> {
                    try {
                        AtomicFileWriter.create().write(target, out -> {
                            out.write(new byte[ContentStream.BUFFER - 1]);
                            descend(out, taken);
                        });
                    } catch (Throwable failure) {
                        thrown.set(failure);
                    }
                };
                Thread thread = new Thread(null, write, "shallow", 256 * 1024L);
                thread.start();
                thread.join();
                long expected = thrown.get() == null ? taken[0] : "old".length();
                if (Files.size(target) != expected) {
                    System.out.println(expected + " bytes became " + Files.size(target));
                }
            }
            System.out.println("done");
        }

        @SuppressWarnings("InfiniteRecursion") // until the stack ends, which is the point
        private static void descend(OutputStream out, long[] taken) {
            try {
                descend(out, taken);
            } catch (StackOverflowError end) {
                // and back up from here
            }
            try {
                out.write(new byte[36]);
                taken[0] += 36; // no call, for which there may be no stack
            } catch (IOException | StackOverflowError swallowed) {
                // so that only the stream can know
            }
        }
    }

    @Test
    @DisplayName("Contract A call with wrong bounds is remembered, too")
    void remembersWrongBounds() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        assertThatThrownBy(() -> writer.write(target, out -> {
                    out.write('x');
                    assertThatThrownBy(() -> out.write(new byte[5], 3, 3))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                }))
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThat(target).hasContent("old");
    }
}
