package io.github.atomicwrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The code that a caller hands over runs in the caller's own thread, with all that this has, virtual or not. */
class CallerThreadTest {
    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

    @TempDir
    private Path directory;

    private final List<Look> looks = new CopyOnWriteArrayList<>();

    private record Look(
            String what, Thread thread, @Nullable String local, boolean interrupted, boolean sees) {}

    enum Kind {
        PLATFORM {
            @Override
            void run(Runnable task) throws InterruptedException {
                Thread thread = new Thread(task);
                thread.start();
                thread.join();
            }
        },
        VIRTUAL {
            @Override
            void run(Runnable task) throws InterruptedException {
                VirtualThreads.start(task).join();
            }
        };

        abstract void run(Runnable task) throws InterruptedException;

        void assumeKnown() {
            if (this == VIRTUAL) {
                VirtualThreads.assumeKnown();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W15 W21 The caller's code runs in its thread, with its thread locals, interrupt status and stack")
    void runsTheCallersCodeInItsThread(Kind kind) throws Exception {
        kind.assumeKnown();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Thread> caller = new AtomicReference<>();
        kind.run(() -> {
            try {
                caller.set(Thread.currentThread());
                LOCAL.set("the caller's");
                Thread.currentThread().interrupt();
                callAll();
                look("afterwards");
            } catch (Throwable failed) {
                failure.set(failed);
            }
        });
        assertThat(failure.get()).isNull();
        assertThat(looks.stream().map(Look::what).distinct())
                .containsExactlyInAnyOrder(
                        "content", "stream", "batch", "write", "read", "initial", "change", "handler", "afterwards");
        assertThat(looks).allSatisfy(look -> {
            assertThat(look.thread()).as("thread of %s", look.what()).isSameAs(caller.get());
            assertThat(look.local()).as("thread local of %s", look.what()).isEqualTo("the caller's");
            assertThat(look.interrupted()).as("status of %s", look.what()).isTrue();
            assertThat(look.sees()).as("caller in the stack of %s", look.what()).isTrue();
        });
    }

    private void callAll() throws IOException {
        AtomicFileWriter writer = AtomicFileWriter.create();
        writer.write(directory.resolve("content"), out -> lookAndWrite("content", out));
        writer.write(directory.resolve("stream"), new ByteArrayInputStream(new byte[20_000]) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                look("stream");
                return super.read(bytes, offset, length);
            }
        });
        try (WriteBatch batch = writer.batch()) {
            batch.write(directory.resolve("batch1"), out -> lookAndWrite("batch", out));
            batch.write(directory.resolve("batch2"), out -> lookAndWrite("batch", out));
            batch.commit();
        }
        Path file = Files.writeString(directory.resolve("state"), "damaged");
        StateFile<String> state = StateFile.of(file, new LookingFormat(), writer)
                .withCorruptionHandler((path, damage) -> look("handler"));
        state.update(this::initial, before -> {
            look("change");
            return before + " changed";
        });
        assertThat(state.read()).contains("initial changed");
    }

    private String initial() {
        look("initial");
        return "initial";
    }

    private void lookAndWrite(String what, OutputStream out) throws IOException {
        out.write(new byte[20_000]);
        out.flush();
        look(what);
    }

    private void look(String what) {
        boolean sees = Stream.of(new Throwable().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().contains("runsTheCallersCodeInItsThread"));
        looks.add(new Look(
                what,
                Thread.currentThread(),
                LOCAL.get(),
                Thread.currentThread().isInterrupted(),
                sees));
    }

    private final class LookingFormat implements StateFormat<String> {
        @Override
        public void write(String state, OutputStream out) throws IOException {
            look("write");
            out.write(state.getBytes(UTF_8));
        }

        @Override
        public String read(InputStream in) throws IOException {
            look("read");
            String state = new String(in.readAllBytes(), UTF_8);
            if (state.equals("damaged")) {
                throw new IOException("damaged on purpose");
            }
            return state;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W21 The exception of a write that fails has the caller in its stack")
    void showsTheCallerInTheStackOfAFailure(Kind kind) throws Exception {
        kind.assumeKnown();
        Programs.assumeTracing();
        String printed = ChildJvm.of(FailToForce.class)
                .after(Programs.injecting("fsync,fdatasync:error=EIO"))
                .run(kind, directory);
        assertThat(printed.lines())
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line).contains("Input/output error").endsWith("caller is visible: true"));
    }

    /** Writes to a disk that fails, and prints the errors, and whether this class is in their stacks. */
    static final class FailToForce {
        public static void main(String[] arguments) throws InterruptedException {
            Path directory = Path.of(arguments[1]);
            AtomicFileWriter writer = AtomicFileWriter.create();
            Kind.valueOf(arguments[0]).run(() -> {
                attempt(() -> writer.writeString(directory.resolve("target"), "new"));
                attempt(() -> writer.write(directory.resolve("target"), out -> out.write('x')));
                attempt(() -> {
                    try (WriteBatch batch = writer.batch()) {
                        batch.writeString(directory.resolve("target"), "new");
                        batch.commit();
                    }
                });
            });
        }

        private static void attempt(Write write) {
            try {
                write.run();
                System.out.println("written");
            } catch (IOException failed) {
                boolean isVisible = Stream.of(failed.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("attempt"));
                System.out.println(failed + ", caller is visible: " + isVisible);
            }
        }

        @FunctionalInterface
        private interface Write {
            void run() throws IOException;
        }
    }
}
