package io.github.atomicwrite.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of a file between two updates of it, and what each of them then does to the disk. */
class GroupCommitTest {
    private static final Optional<Object> FIRST = Optional.of("the first version");
    private static final Optional<Object> SECOND = Optional.of("the second version");

    @TempDir
    private Path directory;

    private Path path;

    /** What the disk is told to do. */
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void nameTheFile() {
        // A name of its own: a directory may have the inode, and so the identity, of an earlier one.
        path = directory.resolve(UUID.randomUUID().toString());
    }

    @FunctionalInterface
    private interface Disk {
        Optional<Object> make() throws IOException;
    }

    /** An update of a file that exists. */
    private final class Update implements SharedUpdate<String> {
        private final String result;
        private final Disk version;

        Update(String result, Disk version) {
            this.result = result;
            this.version = version;
        }

        @Override
        public Object commitsWith() {
            return this;
        }

        @Override
        public byte @Nullable [] load() {
            return "old".getBytes(US_ASCII);
        }

        @Override
        public Changed<String> apply(byte @Nullable [] before) {
            return new Changed<>(result, result.getBytes(US_ASCII));
        }

        @Override
        public void commits(int updates) {
            assertThat(updates).isOne();
        }

        @Override
        public Optional<Object> store(byte[] bytes) throws IOException {
            done.add("write");
            return version.make();
        }

        @Override
        public Optional<Object> confirm(Optional<Object> known) throws IOException {
            done.add("confirm " + known.orElse("nothing"));
            return version.make();
        }
    }

    private void update(String result, Disk version) throws IOException {
        assertThat(GroupCommit.update(path, new Update(result, version))).isEqualTo(result);
    }

    @Test
    @DisplayName("S5 The version that a write has made durable is remembered for an update that changes nothing")
    void remembersWhatIsDurable() throws IOException {
        update("new", () -> FIRST);
        update("old", () -> SECOND);
        update("old", () -> SECOND);
        assertThat(done).containsExactly("write", "confirm the first version", "confirm the second version");
    }

    @Test
    @DisplayName("S5 Nothing is taken for durable that was not reported to be")
    void remembersNothingElse() throws IOException {
        update("old", Optional::empty);
        update("old", () -> FIRST);
        update("new", Optional::empty);
        update("old", Optional::empty);
        assertThat(done).containsExactly("confirm nothing", "confirm nothing", "write", "confirm nothing");
    }

    @Test
    @DisplayName("S5 What a state file has written is remembered, too")
    void remembersWhatAStateFileHasWritten() throws IOException {
        StateFile<List<String>> state = StateFile.of(path, new LinesFormat(), AtomicFileWriter.create());
        state.write(List.of("one"));
        update("old", Optional::empty);
        state.update(List::of, lines -> lines);
        update("old", Optional::empty);
        state.update(List::of, lines -> List.of("two"));
        String second = "confirm " + Storages.of(path).version(path);
        update("old", Optional::empty);
        String first = done.get(0);
        assertThat(done).containsExactly(first, first, second);
        assertThat(first).isNotEqualTo("confirm nothing").isNotEqualTo(second);
    }

    @Test
    @DisplayName("S5 After a force that has failed, the next update writes: another force might report success")
    void writesWhatCouldNotBeForced() throws IOException {
        IOException lost = new IOException("Input/output error");
        assertThatThrownBy(() -> update("old", () -> {
                    throw lost;
                }))
                .isSameAs(lost);
        update("old", () -> FIRST);
        update("old", () -> FIRST);
        assertThat(done).containsExactly("confirm nothing", "write", "confirm the first version");
    }

    @Test
    @DisplayName(
            "S4 After a write that has failed, the file is as it was, and an update that changes nothing writes none")
    void confirmsWhatAFailedWriteHasLeft() throws IOException {
        update("old", () -> FIRST);
        assertThatThrownBy(() -> update("new", () -> {
                    throw new IOException("no space");
                }))
                .hasMessage("no space");
        update("old", () -> FIRST);
        assertThat(done).containsExactly("confirm nothing", "write", "confirm the first version");
    }

    @Test
    @DisplayName("S13 A file of which there is nothing to remember takes no memory once nobody uses it")
    void forgetsAFile() throws Exception {
        WeakReference<GroupCommit> used = GroupCommit.exclusively(path, WeakReference::new);
        for (int i = 0; i < 100 && used.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(used.get()).isNull();
    }
}
