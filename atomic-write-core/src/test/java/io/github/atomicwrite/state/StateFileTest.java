package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.FileMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    private final List<CommitEvent> commits = new ArrayList<>();
    private final AtomicFileWriter writer = AtomicFileWriter.create().withListener(commits::add);

    @TempDir
    private Path directory;

    private Path path;
    private StateFile<List<String>> state;

    @BeforeEach
    void nameTheFile() {
        path = directory.resolve("state");
        state = StateFile.of(path, new LinesFormat(), writer);
    }

    @Test
    @DisplayName(
            "S1 A missing file, and it alone, is no state; a dangling link and a missing directory are missing files")
    void isEmptyOnlyIfThereIsNoFile() throws IOException {
        assertThat(state.read()).isEmpty();
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("absent"));
        assertThat(StateFile.of(link, new LinesFormat(), writer).read()).isEmpty();
        assertThat(StateFile.of(directory.resolve("no/such"), new LinesFormat(), writer)
                        .read())
                .isEmpty();
        assertHoldsOnly(directory, "link");
    }

    @Test
    @DisplayName("S1 What was written is read back")
    void readsWhatWasWritten() throws IOException {
        state.write(List.of("a", "b"));
        assertThat(state.read()).contains(List.of("a", "b"));
        state.write(List.of());
        assertThat(state.read()).contains(List.of());
        assertThat(state.path()).isEqualTo(path);
        assertHoldsOnly(directory, "state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2\na\n", "1\na\nmore", "x", "0", "\0\0\0\0"})
    @DisplayName("S1 S2 An empty, cut, overlong or damaged file is corrupt, for read and update, and is not touched")
    void takesNoDamageForAState(String damaged) throws IOException {
        Files.writeString(path, damaged);
        assertThatThrownBy(state::read)
                .isInstanceOfSatisfying(
                        CorruptStateException.class,
                        e -> assertThat(e.getFile()).isEqualTo(path.toString()))
                .hasMessageContaining(path.toString());
        assertThatThrownBy(() -> state.update(ArrayList::new, UnaryOperator.identity()))
                .isInstanceOf(CorruptStateException.class);
        assertThat(path).hasContent(damaged);
        assertThat(commits).isEmpty();
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S1 Damage is explained: what is wrong, where, and with the parser's error as cause")
    void explainsTheDamage() throws IOException {
        Files.writeString(path, "");
        assertThatThrownBy(state::read).hasMessageContaining("is empty").hasNoCause();
        Files.writeString(path, "1\na\nmore");
        assertThatThrownBy(state::read).hasMessageContaining("ends at byte 4").hasMessageContaining("goes on to 8");
        Files.writeString(path, "one\n");
        assertThatThrownBy(state::read).hasCauseInstanceOf(NumberFormatException.class);
    }

    @Test
    @DisplayName("S1 Null, and whatever a format throws on bytes that could be read, is damage; a missing class is not")
    void takesWhateverAFormatThrowsForDamage() throws IOException {
        Files.writeString(path, "content");
        assertThatThrownBy(() -> reading(in -> {
                            in.readAllBytes();
                            return null;
                        })
                        .read())
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("null");
        for (Error error : new Error[] {new AssertionError(), new ServiceConfigurationError("on purpose")}) {
            assertThatThrownBy(() -> reading(in -> {
                                throw error;
                            })
                            .read())
                    .isInstanceOf(CorruptStateException.class)
                    .cause()
                    .isSameAs(error);
        }
        assertThatThrownBy(() -> reading(in -> {
                            throw new NoClassDefFoundError("on purpose");
                        })
                        .read())
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    @DisplayName("S1 A file that can't be read is its own error, not damage")
    void doesNotTakeAnUnreadableFileForDamage() throws IOException {
        StateFile<List<String>> aDirectory = StateFile.of(directory, new LinesFormat(), writer);
        assertThatThrownBy(aDirectory::read)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(CorruptStateException.class);
        StateFile<List<String>> beneathAFile =
                StateFile.of(Files.writeString(path, "0\n").resolve("below"), new LinesFormat(), writer);
        assertThatThrownBy(beneathAFile::read)
                .isInstanceOf(FileSystemException.class)
                .isNotInstanceOf(NoSuchFileException.class)
                .isNotInstanceOf(AccessDeniedException.class)
                .isNotInstanceOf(CorruptStateException.class);
    }

    @Test
    @DisplayName("S1 A format that writes no byte is refused, and the old file stays")
    void refusesAFormatThatWritesNothing() throws IOException {
        state.write(List.of("old"));
        StateFile<String> silent = writing((text, out) -> out.close());
        assertThatThrownBy(() -> silent.write("x"))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("no byte");
        assertThatThrownBy(() -> silent.update(() -> "x", before -> "y")).hasMessageContaining("no byte");
        assertThat(state.read()).contains(List.of("old"));
        assertHoldsOnly(directory, "state");
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, OutOfMemoryError.class})
    @DisplayName("S4 A format that throws while writing leaves the old file")
    void keepsTheOldFileWhenTheFormatFails(Class<? extends Throwable> type) throws Exception {
        state.write(List.of("old"));
        Throwable failure = type.getConstructor(String.class).newInstance("on purpose");
        StateFile<String> failing = writing((text, out) -> {
            out.write(new byte[100_000]);
            sneak(failure);
        });
        assertThatThrownBy(() -> failing.write("x")).isSameAs(failure);
        assertThatThrownBy(() -> failing.update(() -> "x", before -> "y")).isSameAs(failure);
        assertThat(state.read()).contains(List.of("old"));
        assertHoldsOnly(directory, "state");
    }

    @Test
    @DisplayName("S2 An update starts from the initial state, then from what is on disk, whoever has put it there")
    void updatesWhatIsOnDiskNow() throws IOException {
        assertThat(state.update(ArrayList::new, with("a"))).containsExactly("a");
        assertThat(state.update(ArrayList::new, with("b"))).containsExactly("a", "b");
        Files.writeString(path, "1\nby hand\n");
        assertThat(state.update(ArrayList::new, with("c"))).containsExactly("by hand", "c");
        Files.delete(path);
        assertThat(state.update(() -> new ArrayList<>(List.of("anew")), with("d")))
                .containsExactly("anew", "d");
        assertThat(state.read()).contains(List.of("anew", "d"));
    }

    @Test
    @DisplayName("S2 A change that throws, or returns null, writes nothing")
    void writesNothingWhenTheChangeFails() throws IOException {
        state.write(List.of("old"));
        commits.clear();
        IllegalStateException failure = new IllegalStateException("on purpose");
        assertThatThrownBy(() -> state.update(ArrayList::new, lines -> {
                    lines.add("lost");
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatNullPointerException()
                .isThrownBy(() -> state.update(ArrayList::new, lines -> null))
                .withMessageContaining("null");
        Files.delete(path);
        assertThatThrownBy(() -> state.update(
                        () -> {
                            throw failure;
                        },
                        with("x")))
                .isSameAs(failure);
        assertThatNullPointerException().isThrownBy(() -> state.write(null));
        assertThat(commits).isEmpty();
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName("S5 An update that leaves the bytes as they are writes nothing, whatever equals says")
    void writesNothingWhenNothingChanges() throws IOException {
        state.write(List.of("a"));
        Object before = Files.getAttribute(path, "unix:ino");
        commits.clear();
        StateFile<List<String>> another = StateFile.of(path, new LinesFormat(), writer);
        assertThat(another.update(ArrayList::new, lines -> new ArrayList<>(List.of("a"))))
                .containsExactly("a");
        assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(before);
        assertThat(commits).isEmpty();

        state.update(ArrayList::new, lines -> {
            lines.set(0, "b"); // the same object, and so equal to itself
            return lines;
        });
        assertThat(commits).hasSize(1);
        assertThat(state.read()).contains(List.of("b"));
    }

    @Test
    @DisplayName("S2 A change that updates its own file is refused instead of waiting for itself, under any spelling")
    void refusesToUpdateWithinAChange() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("state"));
        StateFile<List<String>> again = StateFile.of(link, new LinesFormat(), writer);
        assertThatIllegalStateException()
                .isThrownBy(() -> state.update(ArrayList::new, lines -> {
                    try {
                        return again.update(ArrayList::new, with("inner"));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }));
        StateFile<String> reentrant = writing((text, out) -> again.write(List.of("inner")));
        assertThatIllegalStateException().isThrownBy(() -> reentrant.write("outer"));
        assertThat(state.update(ArrayList::new, with("after"))).containsExactly("after");
        assertHoldsOnly(directory, "state", "link");
    }

    @Test
    @DisplayName("W7 W10 A state file has its writer's mode, and is found behind a link")
    void writesAsItsWriterDoes() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("state"));
        StateFile.of(link, new LinesFormat(), writer.withMode(FileMode.of(0640)))
                .update(ArrayList::new, with("a"));
        assertThat(link).isSymbolicLink();
        assertThat(Files.getAttribute(path, "unix:mode")).isEqualTo(0100640);
        assertThat(state.read()).contains(List.of("a"));
    }

    @Test
    @DisplayName("W10 W20 Where links form a loop, the writer says so, and its listeners hear of it")
    void leavesARefusalToTheWriter() throws IOException {
        Files.createSymbolicLink(path, path.getFileName());
        List<CommitEvent> events = new ArrayList<>();
        StateFile<List<String>> loop = StateFile.of(path, new LinesFormat(), writer.withListener(events::add));
        assertThatThrownBy(() -> loop.write(List.of())).isInstanceOf(FileSystemLoopException.class);
        assertThatThrownBy(() -> loop.update(ArrayList::new, with("a"))).isInstanceOf(FileSystemException.class);
        assertThat(events).singleElement().extracting(CommitEvent::outcome).isEqualTo(CommitEvent.Outcome.FAILED);
    }

    private static UnaryOperator<List<String>> with(String line) {
        return lines -> {
            lines.add(line);
            return lines;
        };
    }

    private interface Reading {
        String from(InputStream in) throws IOException;
    }

    private interface Writing {
        void to(String text, OutputStream out) throws IOException;
    }

    private StateFile<String> reading(Reading reading) {
        return of((text, out) -> {}, reading);
    }

    private StateFile<String> writing(Writing writing) {
        return of(writing, in -> new String(in.readAllBytes(), UTF_8));
    }

    private StateFile<String> of(Writing writing, Reading reading) {
        return StateFile.of(
                path,
                new StateFormat<>() {
                    @Override
                    public void write(String text, OutputStream out) throws IOException {
                        writing.to(text, out);
                    }

                    @Override
                    public String read(InputStream in) throws IOException {
                        return reading.from(in);
                    }
                },
                writer);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
