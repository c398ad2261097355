package io.github.atomicwrite.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitEvent.Outcome;
import io.github.atomicwrite.internal.StateFileListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicrometerCommitListenerTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerCommitListener listener = new MicrometerCommitListener(registry);

    @TempDir
    Path directory;

    @Test
    void timesACommitAndRecordsItsSize() {
        listener.onCommit(new CommitEvent(Path.of("f"), 42, Duration.ofMillis(7), Outcome.COMMITTED, null));

        assertThat(timer("committed", "none").count()).isOne();
        assertThat(timer("committed", "none").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
        assertThat(registry.get("atomic.write.size").summary().totalAmount()).isEqualTo(42);
    }

    @Test
    void tagsAFailureWithTheNameOfItsException() {
        listener.onCommit(
                new CommitEvent(Path.of("f"), 42, Duration.ofMillis(7), Outcome.FAILED, new IOException("full")));

        assertThat(timer("failed", "IOException").count()).isOne();
        assertThat(registry.get("atomic.write.size").summary().count()).isZero();
    }

    @Test
    void recordsAnUnconfirmedCommitAsItsOwnOutcome() {
        listener.onCommit(
                new CommitEvent(Path.of("f"), 42, Duration.ofMillis(7), Outcome.UNCONFIRMED, new IOException("lost")));

        assertThat(timer("unconfirmed", "IOException").count()).isOne();
        assertThat(registry.get("atomic.write.size").summary().count()).isZero();
    }

    @Test
    void namesAnAnonymousExceptionAfterItsSuperclass() {
        Throwable anonymous = new IllegalStateException() {
            private static final long serialVersionUID = 1L;
        };
        listener.onCommit(new CommitEvent(Path.of("f"), 0, Duration.ZERO, Outcome.FAILED, anonymous));

        assertThat(timer("failed", "IllegalStateException").count()).isOne();
    }

    @Test
    void describesEachMeterAndPutsNoPathInItsTags() throws IOException {
        AtomicFileWriter writer = AtomicFileWriter.create().withListener(listener);
        writer.writeString(directory.resolve("file"), "new");
        try {
            writer.writeString(directory.resolve("absent/file"), "new");
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("absent");
        }

        listener.onUpdate(update(Duration.ZERO, 1, null));

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder(
                        "atomic.write.commit",
                        "atomic.write.commit",
                        "atomic.write.size",
                        "atomic.write.state.update",
                        "atomic.write.state.wait",
                        "atomic.write.state.shared",
                        "atomic.write.state.quarantine");
        assertThat(registry.getMeters()).map(Meter::getId).allSatisfy(id -> {
            assertThat(id.getDescription()).isNotBlank();
            assertThat(id.getTags()).map(Tag::getValue).noneMatch(value -> value.contains("/") || value.isEmpty());
        });
        assertThat(registry.get("atomic.write.size").meter().getId().getBaseUnit())
                .isEqualTo("bytes");
        assertThat(timer("committed", "none").totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(timer("failed", "NoSuchFileException").count()).isOne();
    }

    @Test
    void recordsUpdatesOfStateFiles() {
        listener.onUpdate(update(Duration.ofMillis(3), 4, null));
        listener.onUpdate(update(Duration.ofMillis(5), 0, null));
        listener.onUpdate(update(Duration.ZERO, 1, new IOException("full")));

        assertThat(updates("committed").count()).isEqualTo(2);
        assertThat(updates("committed").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(20);
        assertThat(updates("failed").count()).isOne();
        assertThat(registry.get("atomic.write.state.wait").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(8);
        assertThat(registry.get("atomic.write.state.shared").summary().count()).isEqualTo(2);
        assertThat(registry.get("atomic.write.state.shared").summary().max()).isEqualTo(4);
    }

    @Test
    void countsQuarantines() {
        listener.onQuarantine(Path.of("f"));
        assertThat(registry.get("atomic.write.state.quarantine").counter().count())
                .isOne();
    }

    private Timer updates(String outcome) {
        return registry.get("atomic.write.state.update")
                .tags("outcome", outcome)
                .timer();
    }

    private static StateFileListener.Update update(Duration waited, int committed, @Nullable Throwable failure) {
        return new StateFileListener.Update(Path.of("f"), waited, Duration.ofMillis(10), committed, failure);
    }

    private Timer timer(String outcome, String exception) {
        return registry.get("atomic.write.commit")
                .tags("outcome", outcome, "exception", exception)
                .timer();
    }
}
