package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Directories;
import io.github.atomicwrite.LogRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    private final LogRecorder log = new LogRecorder(StateFile.class);

    @TempDir
    private Path directory;

    private Path path;
    private StateFile<List<String>> state;

    @BeforeEach
    void startWithADamagedFile() throws IOException {
        path = Files.writeString(directory.resolve("state"), "damaged");
        state = StateFile.of(path, new LinesFormat(), AtomicFileWriter.create())
                .withCorruptionHandler(CorruptionHandler.quarantine());
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<Path> quarantined() {
        return Directories.names(directory).stream()
                .filter(name -> name.contains(".corrupt-"))
                .map(directory::resolve)
                .toList();
    }

    @Test
    @DisplayName("S7 A damaged file is moved aside under the UTC time, with a warning, and then there is no state")
    void movesTheFileAside() throws IOException {
        assertThat(state.read()).isEmpty();
        assertThat(path).doesNotExist();
        assertThat(quarantined()).singleElement().satisfies(aside -> {
            assertThat(aside).hasContent("damaged");
            String time = aside.getFileName().toString().substring("state.corrupt-".length());
            Instant instant = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                    .withZone(ZoneOffset.UTC)
                    .parse(time, Instant::from);
            assertThat(Duration.between(instant, Instant.now()).abs()).isLessThan(Duration.ofMinutes(10));
        });
        assertThat(log.records()).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.WARNING);
            assertThat(record.getMessage())
                    .contains(path.toString())
                    .contains(quarantined().get(0).toString());
            assertThat(record.getThrown()).isInstanceOf(CorruptStateException.class);
        });
    }

    @Test
    @DisplayName("S7 An update starts anew once the damaged file is out of the way")
    void startsAnew() throws IOException {
        assertThat(state.update(() -> new ArrayList<>(List.of("anew")), lines -> lines))
                .containsExactly("anew");
        assertThat(state.read()).contains(List.of("anew"));
        assertThat(quarantined())
                .singleElement()
                .satisfies(aside -> assertThat(aside).hasContent("damaged"));
    }

    @Test
    @DisplayName("S7 An earlier file in quarantine is never overwritten")
    void keepsEarlierOnes() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(path, "damaged " + i);
            assertThat(state.read()).isEmpty();
        }
        assertThat(quarantined())
                .hasSize(5)
                .allMatch(aside -> aside.toString().matches(".*/state\\.corrupt-\\d{8}T\\d{6}Z(-[2-5])?"));
        for (int i = 0; i < 5; i++) {
            String content = "damaged " + i;
            assertThat(quarantined()).anySatisfy(aside -> assertThat(aside).hasContent(content));
        }
    }

    @Test
    @DisplayName("S7 Behind a link, the file at its end is moved, beside itself, and the link stays")
    void followsLinks() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), path);
        StateFile<List<String>> linked = StateFile.of(link, new LinesFormat(), AtomicFileWriter.create())
                .withCorruptionHandler(CorruptionHandler.quarantine());
        linked.update(ArrayList::new, lines -> lines);
        assertThat(link).isSymbolicLink();
        assertHoldsOnly(elsewhere, "link");
        assertThat(quarantined()).hasSize(1);
        assertThat(path).hasContent("0\n");
    }

    @Test
    @DisplayName("S7 If the file can't be moved, that is the error, and nothing is overwritten or left")
    void failsWhereTheFileCanNotBeMoved() throws IOException {
        Path unmovable = Path.of("/proc/self/comm");
        assumeTrue(Files.exists(unmovable), "a file in a directory that takes no other needs /proc");
        byte[] before = Files.readAllBytes(unmovable);
        StateFile<List<String>> state = StateFile.of(unmovable, new LinesFormat(), AtomicFileWriter.create())
                .withCorruptionHandler(CorruptionHandler.quarantine());
        assertThatThrownBy(state::read).isInstanceOf(IOException.class).hasMessageContaining("corrupt-");
        assertThatThrownBy(() -> state.update(ArrayList::new, lines -> lines)).isInstanceOf(IOException.class);
        assertThat(unmovable).hasBinaryContent(before);

        CorruptStateException damage = new CorruptStateException(path, "on purpose", null);
        Path folder = Files.createDirectory(directory.resolve("folder"));
        assertThatThrownBy(() -> CorruptionHandler.quarantine().handle(folder, damage))
                .as("a directory can't be moved over the name that was taken for it")
                .isInstanceOf(IOException.class);
        Files.delete(folder);
        Files.delete(path);
        assertThatThrownBy(() -> CorruptionHandler.quarantine().handle(path, damage))
                .isInstanceOf(NoSuchFileException.class);
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName("S7 Where the directory can't be forced, that is the error, and nothing has been moved")
    void movesNothingThatItCanNotForce() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Path damaged = Files.writeString(closed.resolve("state"), "damaged");
        ChildJvm child = ChildJvm.of(Update.class).asNobody(directory);
        Files.setAttribute(closed, "unix:mode", 0733);
        Files.setAttribute(directory, "unix:mode", 0755);
        assertThat(child.run(damaged)).contains("AccessDeniedException").contains(closed.toString());
        assertHoldsOnly(closed, "state");
        assertThat(damaged).hasContent("damaged");
    }

    @Test
    @DisplayName("S7 Where forcing the directory fails, that is the error, and the file is back where it was")
    void movesTheFileBackIfTheMoveCanNotBeForced() throws Exception {
        Path damaged = Files.writeString(directory.resolve("damaged"), "damaged");
        List<String> injecting = List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO");
        assumeTrue(succeeds(injecting, "true"), "errors can't be injected without strace(1)");
        ChildJvm child = ChildJvm.of(Update.class).after(injecting.toArray(String[]::new));
        assertThat(child.run(damaged)).contains("Input/output error");
        assertThat(damaged).hasContent("damaged");
        assertHoldsOnly(directory, "state", "damaged");
    }

    private static boolean succeeds(List<String> before, String program) throws InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add(program);
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    /** Updates a state, with a quarantine. */
    static final class Update {
        public static void main(String[] arguments) {
            try {
                StateFile.of(Path.of(arguments[0]), new LinesFormat(), AtomicFileWriter.create())
                        .withCorruptionHandler(CorruptionHandler.quarantine())
                        .update(ArrayList::new, lines -> lines);
                System.out.println("updated");
            } catch (IOException refused) {
                System.out.println(refused);
            }
        }
    }

    @Test
    @DisplayName("S7 Threads that find the damage together move the file once, and all go on")
    void movesOnceForAllThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                readers.add(() -> state.read().isEmpty());
            }
            for (Future<Boolean> empty : threads.invokeAll(readers)) {
                assertThat(empty.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(quarantined()).hasSize(1);
        assertThat(log.records()).hasSize(1);
    }

    @Test
    @DisplayName("S7 A thread that is interrupted finishes the quarantine, and stays interrupted")
    void finishesWhenInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        assertThat(state.read()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(quarantined()).hasSize(1);
    }

    @Test
    @DisplayName("S1 S7 A file that is whole again when its turn comes is read, and is not moved aside")
    void readsWhatHasBeenRepairedMeanwhile() throws IOException {
        StateFormat<List<String>> repaired = new StateFormat<>() {
            private final LinesFormat lines = new LinesFormat();

            @Override
            public void write(List<String> state, OutputStream out) throws IOException {
                lines.write(state, out);
            }

            @Override
            public List<String> read(InputStream in) throws IOException {
                try {
                    return lines.read(in);
                } finally {
                    Files.writeString(path, "1\nrepaired\n");
                }
            }
        };
        StateFile<List<String>> state = StateFile.of(path, repaired, AtomicFileWriter.create())
                .withCorruptionHandler(CorruptionHandler.quarantine());
        assertThat(state.read()).contains(List.of("repaired"));
        assertThat(quarantined()).isEmpty();
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("S1 S7 A file that is gone when its turn comes is no state, and there is nothing to move aside")
    void readsNothingWhereTheFileIsGoneMeanwhile() throws IOException {
        StateFormat<List<String>> removing = new StateFormat<>() {
            @Override
            public void write(List<String> state, OutputStream out) {}

            @Override
            public List<String> read(InputStream in) throws IOException {
                Files.delete(path);
                throw new IOException("damaged");
            }
        };
        StateFile<List<String>> state = StateFile.of(path, removing, AtomicFileWriter.create())
                .withCorruptionHandler(CorruptionHandler.quarantine());
        assertThat(state.read()).isEmpty();
        assertHoldsOnly(directory);
        assertThat(log.records()).isEmpty();
    }

    @Test
    @DisplayName("S1 A handler of one's own is told the file and the damage, and decides")
    void asksTheHandler() throws IOException {
        List<String> told = new ArrayList<>();
        StateFile<List<String>> overwriting = StateFile.of(path, new LinesFormat(), AtomicFileWriter.create())
                .withCorruptionHandler((file, damage) -> told.add(file + ": " + damage.getReason()));
        assertThat(overwriting.read()).isEmpty();
        assertThat(path).hasContent("damaged");
        overwriting.update(ArrayList::new, lines -> lines);
        assertThat(path).hasContent("0\n");
        assertThat(told)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("state: ").contains("no valid state"));
    }
}
