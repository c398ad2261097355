package io.github.atomicwrite.spring;

import static io.github.atomicwrite.spring.Directories.namesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.jackson.Jackson2Formats;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("S12 A sub-directory of the state directory is created at the first write")
class SubdirectoryTests {
    private Path state;
    private StateFiles stateFiles;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        state = Files.createDirectory(directory.resolve("state"));
        stateFiles = new StateFiles(state, AtomicFileWriter.create(), new Jackson2Formats(new ObjectMapper())::of);
    }

    @Test
    void createsItAtTheFirstWrite() throws IOException {
        StateFile<String> file = stateFiles.open("a/b.json", String.class);
        assertThat(file.read()).isEmpty();
        assertThat(state).isEmptyDirectory();
        file.write("new");
        assertThat(state.resolve("a/b.json")).hasContent("\"new\"");
        assertThat(namesIn(state.resolve("a"))).containsExactly("b.json");
    }

    @Test
    void createsItAtTheFirstUpdate() throws IOException {
        assertThat(stateFiles.open("a/b/c.json", String.class).update(() -> "", before -> "new"))
                .isEqualTo("new");
        assertThat(state.resolve("a/b/c.json")).hasContent("\"new\"");
    }

    @Test
    void createsItAgainIfItWasDeleted() throws IOException {
        StateFile<String> file = stateFiles.open(state.resolve("a/b.json"), String.class);
        file.write("old");
        Files.delete(state.resolve("a/b.json"));
        Files.delete(state.resolve("a"));
        file.write("new");
        assertThat(file.read()).contains("new");
    }

    @Test
    void keepsAllUpdatesOfThreadsThatCreateItAtOnce() throws Exception {
        StateFile<Integer> file = stateFiles.open("a/b/c.json", Integer.class);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> updates = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                updates.add(threads.submit(() -> file.update(() -> 0, number -> number + 1)));
            }
            for (Future<?> update : updates) {
                update.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(file.read()).contains(64);
    }

    @Test
    void createsNoDirectoryOutsideTheStateDirectory() throws IOException {
        for (String outside : List.of("../other/b.json", "a/../../other/b.json", state + "-other/b.json")) {
            assertThatThrownBy(() -> stateFiles.open(outside, String.class).write("new"))
                    .isInstanceOf(NoSuchFileException.class);
        }
        assertThat(namesIn(state.getParent())).containsExactly("state");
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void createsNoStateDirectory() throws IOException {
        Files.delete(state);
        assertThatThrownBy(() -> stateFiles.open("a/b.json", String.class).write("new"))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(state).doesNotExist();
    }

    @Test
    void refusesAFileInItsPlace() throws IOException {
        Path file = Files.writeString(state.resolve("a"), "text");
        assertThatThrownBy(() -> stateFiles.open("a/b.json", String.class).write("new"))
                .isInstanceOf(FileSystemException.class);
        assertThat(file).hasContent("text");
    }
}
