package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.LogRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A format that runs out of memory or stack says nothing about the bytes that it reads. */
class MemoryShortageTest {
    private static final String VALID = "2\none\ntwo\n";

    private final LogRecorder log = new LogRecorder(StateFile.class);
    private final AtomicInteger handled = new AtomicInteger();

    @TempDir
    private Path directory;

    private Path path;
    private @Nullable Error shortage;

    private static Stream<Error> shortages() {
        return Stream.of(new OutOfMemoryError("on purpose"), new StackOverflowError("on purpose"));
    }

    private final class ShortFormat implements StateFormat<List<String>> {
        private final LinesFormat lines = new LinesFormat();

        @Override
        public void write(List<String> state, OutputStream out) throws IOException {
            lines.write(state, out);
        }

        @Override
        public List<String> read(InputStream in) throws IOException {
            if (shortage != null) {
                throw shortage;
            }
            return lines.read(in);
        }
    }

    @BeforeEach
    void startWithAValidState() throws IOException {
        path = Files.writeString(directory.resolve("state"), VALID);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private StateFile<List<String>> state() {
        return StateFile.of(path, new ShortFormat(), AtomicFileWriter.create())
                .withCorruptionHandler((file, damage) -> {
                    handled.incrementAndGet();
                    CorruptionHandler.quarantine().handle(file, damage);
                });
    }

    @ParameterizedTest
    @MethodSource("shortages")
    @DisplayName(
            "S1 A shortage of memory or stack while a state is read is thrown as it is, and nothing is moved aside")
    void rethrowsAShortageOfARead(Error error) throws IOException {
        shortage = error;
        assertThatThrownBy(() -> state().read()).isSameAs(error);
        assertNothingIsMoved();
    }

    @ParameterizedTest
    @MethodSource("shortages")
    @DisplayName("S1 S2 So it is in an update, which writes nothing")
    void rethrowsAShortageOfAnUpdate(Error error) throws IOException {
        shortage = error;
        assertThatThrownBy(() -> state().update(ArrayList::new, lines -> List.of("anew")))
                .isSameAs(error);
        assertNothingIsMoved();
        shortage = null;
        assertThat(state().update(ArrayList::new, lines -> lines)).containsExactly("one", "two");
    }

    private void assertNothingIsMoved() throws IOException {
        assertThat(handled).as("calls of the handler").hasValue(0);
        assertThat(path).hasContent(VALID);
        assertHoldsOnly(directory, "state");
        assertThat(log.records()).isEmpty();
        shortage = null;
        assertThat(state().read()).contains(List.of("one", "two"));
    }
}
