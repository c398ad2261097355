package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates that leave the bytes as they are: they write nothing, but the bytes must be durable when they return. */
class DurableUpdateTest {
    /** What a child JVM does to the file before its last update, which changes nothing. */
    enum Before {
        /** It was put there by hand, or by a process that was killed before it could force it. */
        NOTHING {
            @Override
            void act(Path file) {}
        },
        WRITTEN_WITHOUT_FORCE {
            @Override
            void act(Path file) throws IOException {
                state(file, Durability.NONE).write(STATE);
            }
        },
        UPDATED_WITHOUT_FORCE {
            @Override
            void act(Path file) throws IOException {
                state(file, Durability.NONE).update(() -> STATE, before -> List.of("a change"));
                state(file, Durability.NONE).update(() -> STATE, before -> STATE);
            }
        },
        DURABLE_BUT_EXCHANGED_BY_HAND {
            @Override
            void act(Path file) throws IOException {
                state(file, Durability.FULL).write(STATE);
                Path copy = Files.copy(file, file.resolveSibling("copy"));
                Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        DURABLE {
            @Override
            void act(Path file) throws IOException {
                state(file, Durability.FULL).update(() -> STATE, before -> List.of("a change"));
                state(file, Durability.FULL).update(() -> STATE, before -> STATE);
            }
        };

        abstract void act(Path file) throws IOException;
    }

    private static final List<String> STATE = List.of("one", "two");

    @TempDir
    private Path directory;

    @TempDir
    private Path scratch;

    private Path file;
    private String forcedFile;
    private String forcedDirectory;

    @BeforeEach
    void putAStateThereByHand() throws IOException {
        Programs.assumeTracing();
        file = Files.writeString(directory.resolve("state"), "2\none\ntwo\n");
        forcedFile = "<" + file.toRealPath() + ">";
        forcedDirectory = "<" + directory.toRealPath() + ">";
    }

    private static StateFile<List<String>> state(Path file, Durability durability) {
        return StateFile.of(file, new LinesFormat(), AtomicFileWriter.create().withDurability(durability));
    }

    @Test
    @DisplayName("S5 An update to the same bytes forces a file that was put there by hand, and its directory")
    void forcesWhatWasPutThereByHand() throws Exception {
        assertForced(update(Before.NOTHING, Durability.FULL));
    }

    @Test
    @DisplayName("S5 An update to the same bytes forces what a writer without forces has written in this process")
    void forcesWhatWasWrittenWithoutForces() throws Exception {
        assertForced(update(Before.WRITTEN_WITHOUT_FORCE, Durability.FULL));
        assertForced(update(Before.UPDATED_WITHOUT_FORCE, Durability.FULL));
    }

    @Test
    @DisplayName("S5 An update to the same bytes forces another file of the same bytes, though the first was durable")
    void forcesAnotherFileOfTheSameBytes() throws Exception {
        assertForced(update(Before.DURABLE_BUT_EXCHANGED_BY_HAND, Durability.FULL));
    }

    @Test
    @DisplayName("S5 An update to the same bytes forces nothing that this process has made durable before")
    void forcesNothingTwice() throws Exception {
        assertThat(update(Before.DURABLE, Durability.FULL)).isEmpty();
    }

    @Test
    @DisplayName("S5 An update to the same bytes with CONTENT forces the file, and with NONE nothing")
    void forcesWhatTheDurabilityPromises() throws Exception {
        assertThat(update(Before.WRITTEN_WITHOUT_FORCE, Durability.CONTENT))
                .anyMatch(call -> call.contains(forcedFile));
        assertThat(update(Before.NOTHING, Durability.NONE)).isEmpty();
    }

    @Test
    @DisplayName("S5 If what an update leaves as it is can't be forced, that is an error, and the file stays")
    void failsWhereTheFileCanNotBeForced() throws Exception {
        String printed = ChildJvm.of(UpdateToTheSame.class)
                .after(Programs.injecting("fsync,fdatasync:error=EIO"))
                .run(file, Before.NOTHING, Durability.FULL, scratch.resolve("begun"));
        assertThat(printed).contains("Exception");
        assertThat(file).hasContent("2\none\ntwo\n");
        assertHoldsOnly(directory, "state");
    }

    /** Returns the forces of the last update. */
    private List<String> update(Before before, Durability durability) throws Exception {
        Path trace = scratch.resolve("trace");
        Path begun = scratch.resolve("begun");
        String printed = ChildJvm.of(UpdateToTheSame.class)
                .after(Programs.recording(trace, "fsync,fdatasync,?mkdir,mkdirat"))
                .run(file, before, durability, begun);
        assertThat(printed).isEqualTo("updated, the file is the same");
        assertThat(file).hasContent("2\none\ntwo\n");
        assertHoldsOnly(directory, "state");
        Files.delete(begun);
        return Files.readAllLines(trace).stream()
                .dropWhile(call -> !call.contains(begun.toString()))
                .skip(1)
                .filter(call -> call.contains("sync("))
                .toList();
    }

    private void assertForced(List<String> forces) {
        assertThat(forces)
                .as("the file")
                .anyMatch(call -> call.contains(forcedFile))
                .as("its directory")
                .anyMatch(call -> call.contains(forcedDirectory));
    }

    /** Updates a state to what it is already. It creates a directory just before, which marks the moment in a trace. */
    static final class UpdateToTheSame {
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Before.valueOf(arguments[1]).act(file);
            Object key = Files.getAttribute(file, "unix:ino");
            Files.createDirectory(Path.of(arguments[3]));
            try {
                state(file, Durability.valueOf(arguments[2])).update(() -> STATE, before -> before);
                boolean isSame = key.equals(Files.getAttribute(file, "unix:ino"));
                System.out.println("updated, the file is " + (isSame ? "the same" : "another"));
            } catch (IOException failed) {
                System.out.println(failed);
            }
        }
    }
}
