package io.github.atomicwrite.spring;

import static io.github.atomicwrite.spring.Directories.namesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.state.CorruptStateException;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.ParameterizedTypeReference;

class StateFilesTests {
    private static final ParameterizedTypeReference<TreeMap<String, Settings>> SETTINGS_BY_USER =
            new ParameterizedTypeReference<>() {};

    @TempDir
    Path directory;

    record Settings(String theme, List<Integer> columns) {}

    @ParameterizedTest
    @EnumSource
    void keepsAState(Jackson jackson) throws IOException {
        Settings settings = new Settings("dark", List.of(1, 2));
        jackson.stateFiles(directory).open("settings.json", Settings.class).write(settings);

        assertThat(directory.resolve("settings.json")).hasContent("{\"theme\":\"dark\",\"columns\":[1,2]}");
        assertThat(jackson.stateFiles(directory)
                        .open(Path.of("settings.json"), Settings.class)
                        .read())
                .contains(settings);
        assertThat(namesIn(directory)).containsExactly("settings.json");
    }

    @ParameterizedTest
    @EnumSource
    void keepsAStateOfAGenericType(Jackson jackson) throws IOException {
        TreeMap<String, Settings> state = new TreeMap<>(Map.of("ann", new Settings("dark", List.of(1))));
        jackson.stateFiles(directory).open("users.json", SETTINGS_BY_USER).write(state);

        Optional<TreeMap<String, Settings>> read = jackson.stateFiles(directory)
                .open(directory.resolve("users.json"), SETTINGS_BY_USER)
                .read();
        assertThat(read).contains(state);
        assertThat(read.orElseThrow().get("ann")).isInstanceOf(Settings.class);
    }

    @ParameterizedTest
    @EnumSource
    void readsNoFileAsNoState(Jackson jackson) throws IOException {
        assertThat(jackson.stateFiles(directory)
                        .open("absent.json", Settings.class)
                        .read())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOldFileWhenAStateCannotBeExpressed(Jackson jackson) throws IOException {
        Files.writeString(directory.resolve("state.json"), "[\"old\"]");
        StateFile<List<Object>> file =
                jackson.stateFiles(directory).open("state.json", new ParameterizedTypeReference<List<Object>>() {});
        List<Object> broken = List.of("new", new Broken("half"));

        assertThatThrownBy(() -> file.write(broken)).hasStackTraceContaining("no value");
        assertThatThrownBy(() -> file.update(ArrayList::new, old -> broken)).hasStackTraceContaining("no value");

        assertThat(directory.resolve("state.json")).hasContent("[\"old\"]");
        assertThat(namesIn(directory)).containsExactly("state.json");
        assertThat(file.read()).contains(List.of("old"));
    }

    @ParameterizedTest
    @EnumSource
    void streamsIntoThePendingFile(Jackson jackson) throws IOException {
        AtomicLong written = new AtomicLong();
        List<String> strings = new AbstractList<>() {
            @Override
            public String get(int index) {
                if (index == size() - 1) {
                    written.set(bytesIn(directory));
                }
                return "x".repeat(100);
            }

            @Override
            public int size() {
                return 10_000;
            }
        };
        jackson.stateFiles(directory)
                .open("long.json", new ParameterizedTypeReference<List<String>>() {})
                .write(strings);

        assertThat(written.get()).as("bytes on disk before the last element").isGreaterThan(500_000);
        assertThat(namesIn(directory)).containsExactly("long.json");
    }

    @ParameterizedTest
    @EnumSource
    void sharesOneOrderOfUpdatesUnderEverySpellingOfAPath(Jackson jackson) throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("linked"), real);
        Files.createSymbolicLink(directory.resolve("link.json"), Path.of("real", "counts.json"));
        AtomicFileWriter writer = AtomicFileWriter.create().withDurability(Durability.NONE);
        StateFiles relative = jackson.stateFiles(Path.of("").toAbsolutePath().relativize(real), writer);
        StateFiles absolute = jackson.stateFiles(directory, writer);
        List<StateFile<TreeMap<String, Integer>>> spellings = new ArrayList<>();
        var counts = new ParameterizedTypeReference<TreeMap<String, Integer>>() {};
        spellings.add(relative.open("counts.json", counts));
        spellings.add(absolute.open(real.resolve("counts.json"), counts));
        spellings.add(absolute.open("linked/counts.json", counts));
        spellings.add(absolute.open("real/../linked/./counts.json", counts));
        spellings.add(absolute.open("link.json", counts));
        StateFile<Count> typed = absolute.open("real/counts.json", Count.class);

        int each = 40;
        List<Callable<Void>> tasks = new ArrayList<>();
        for (StateFile<TreeMap<String, Integer>> file : spellings) {
            tasks.add(repeat(
                    each,
                    () -> file.update(TreeMap::new, state -> {
                        state.merge("n", 1, Integer::sum);
                        return state;
                    })));
        }
        tasks.add(repeat(each, () -> typed.update(() -> new Count(0), count -> new Count(count.n() + 1))));
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(typed.read()).contains(new Count(each * tasks.size()));
        assertThat(namesIn(real)).containsExactly("counts.json");
        assertThat(directory.resolve("link.json")).isSymbolicLink();
    }

    @ParameterizedTest
    @EnumSource
    void startsAnewBesideADamagedFileThatWasMovedAside(Jackson jackson) throws IOException {
        Files.writeString(directory.resolve("state.json"), "{\"n\":1}}");
        StateFile<Count> failing = jackson.stateFiles(directory).open("state.json", Count.class);
        assertThatThrownBy(failing::read).isInstanceOf(CorruptStateException.class);

        StateFile<Count> file = failing.withCorruptionHandler(CorruptionHandler.quarantine());
        assertThat(file.read()).isEmpty();
        file.write(new Count(2));

        List<String> names = namesIn(directory);
        assertThat(names).hasSize(2).contains("state.json");
        assertThat(directory.resolve(names.get(1))).hasContent("{\"n\":1}}");
        assertThat(file.read()).contains(new Count(2));
    }

    record Count(int n) {}

    record Broken(String value) {
        @Override
        public String value() {
            throw new IllegalStateException("no value");
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static Callable<Void> repeat(int times, Step step) {
        return () -> {
            for (int i = 0; i < times; i++) {
                step.run();
            }
            return null;
        };
    }

    private static long bytesIn(Path directory) {
        try (var files = Files.list(directory)) {
            return files.mapToLong(StateFilesTests::sizeOf).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
