package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.CommitEvent.Outcome;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListenerTest {
    private final List<CommitEvent> events = new ArrayList<>();
    private final AtomicFileWriter writer = AtomicFileWriter.create().withListener(events::add);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @DisplayName("W20 Each write's end is told once, with its target, its size and its time")
    void hearsOfACommit(EntryPoint entryPoint) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
        entryPoint.write(writer, link, "twelve bytes");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.target()).isEqualTo(directory.resolve("target"));
            assertThat(event.bytes()).isEqualTo(12);
            assertThat(event.elapsed()).isPositive();
            assertThat(event.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(event.failure()).isNull();
        });
    }

    @Test
    @DisplayName("W20 A refused target is told, as the caller spelled it")
    void hearsOfARefusal() {
        assertThatThrownBy(() -> writer.writeString(directory, "new")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> writer.open(directory)).isInstanceOf(FileSystemException.class);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.target()).isEqualTo(directory);
            assertThat(event.bytes()).isZero();
            assertThat(event.elapsed()).isZero();
            assertThat(event.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(event.failure()).isInstanceOf(FileSystemException.class);
        });
    }

    @Test
    @DisplayName("W20 Content that fails is told, with no time of the disk's")
    void hearsOfContentThatFails() {
        IOException failure = new IOException("on purpose");
        Path target = directory.resolve("target");
        assertThatThrownBy(() -> writer.write(target, out -> {
                    out.write(1);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(events).containsExactly(new CommitEvent(target, 1, Duration.ZERO, Outcome.FAILED, failure));
        assertThat(Directories.names(directory)).isEmpty();
    }

    @Test
    @DisplayName("W20 A commit that fails is told once, when the temporary is gone")
    void hearsOfACommitThatFails() {
        Path target = directory.resolve("target");
        SimulatedDisk disk = new SimulatedDisk().failing(SimulatedDisk.Verb.FORCE, new IOException("no disk"));
        List<String> found = new ArrayList<>();
        AtomicFileWriter failing = disk.writer()
                .withListener(events::add)
                .withListener(event -> found.addAll(Directories.names(directory)));
        assertThatThrownBy(() -> failing.writeString(target, "new")).hasMessage("no disk");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(event.failure()).hasMessage("no disk");
            assertThat(event.elapsed()).isPositive();
        });
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("W5 W20 A commit that is in place but unconfirmed is told as such")
    void hearsOfAnUnconfirmedCommit() {
        Path target = directory.resolve("target");
        SimulatedDisk disk =
                new SimulatedDisk().failing(SimulatedDisk.Verb.FORCE_DIRECTORY, new IOException("no disk"));
        assertThatThrownBy(() -> disk.writer().withListener(events::add).writeString(target, "new"))
                .isInstanceOf(UnconfirmedWriteException.class);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.UNCONFIRMED);
            assertThat(event.failure()).isInstanceOf(UnconfirmedWriteException.class);
        });
        assertThat(target).hasContent("new");
    }

    @Test
    @DisplayName("W20 A pending file that is closed without a commit is no event; one that is committed is one")
    void hearsOfPendingFilesThatAreCommitted() throws IOException {
        Path target = directory.resolve("target");
        writer.open(target).close();
        assertThat(events).isEmpty();
        try (PendingFile file = writer.open(target)) {
            file.commit();
        }
        assertThat(events).singleElement().extracting(CommitEvent::outcome).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    @DisplayName("W20 A slow producer doesn't look like a slow disk")
    void doesNotCountTheProducersTime() throws IOException {
        AtomicFileWriter fast = writer.withDurability(Durability.NONE); // no disk that may really be slow
        fast.write(directory.resolve("target"), out -> {
            try {
                TimeUnit.SECONDS.sleep(2);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.elapsed()).isLessThan(Duration.ofSeconds(2)));
    }

    @Test
    @DisplayName(
            "W20 Listeners are called in the order added; what one throws is logged, and hides nothing from the next")
    void survivesListenersThatThrow() throws IOException {
        List<String> called = new ArrayList<>();
        try (LogRecorder log = new LogRecorder(CommitListener.class)) {
            Path target = directory.resolve("target");
            AtomicFileWriter.create()
                    .withListener(event -> called.add("first"))
                    .withListener(event -> {
                        throw new StackOverflowError("on purpose");
                    })
                    .withListener(event -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .withListener(event -> called.add("last"))
                    .writeString(target, "new");
            assertThat(target).hasContent("new");
            assertThat(called).containsExactly("first", "last");
            assertThat(log.records())
                    .extracting(LogRecord::getThrown)
                    .hasExactlyElementsOfTypes(StackOverflowError.class, IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("W20 Nor does it matter if logging what a listener threw throws, too")
    void survivesALogThatThrows() throws IOException {
        AtomicFileWriter failing = AtomicFileWriter.create()
                .withListener(event -> {
                    throw new IllegalStateException("on purpose");
                })
                .withListener(events::add);
        Path target = directory.resolve("target");
        Path other = directory.resolve("other");
        Logger log = Logger.getLogger(CommitListener.class.getName());
        log.setFilter(record -> {
            throw new IllegalStateException("no log");
        });
        try (WriteBatch batch = failing.batch()) {
            failing.writeString(target, "new");
            batch.writeString(other, "new");
            batch.commit();
        } finally {
            log.setFilter(null);
        }
        assertThat(target).hasContent("new");
        assertThat(other).hasContent("new");
        assertThat(events).extracting(CommitEvent::outcome).containsExactly(Outcome.COMMITTED, Outcome.COMMITTED);
    }
}
