package io.github.atomicwrite.micrometer;

import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitListener;
import io.github.atomicwrite.UnconfirmedWriteException;
import io.github.atomicwrite.internal.StateFileListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records each commit, and each write or update of a state file, in a Micrometer registry.
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>type</th><th>what it measures</th><th>tags</th></tr>
 * <tr><td>{@code atomic.write.commit}</td><td>timer</td>
 *     <td>the commit: the time from the moment that the content is complete to the outcome</td>
 *     <td>{@code outcome}: {@code committed}, {@code failed} or {@code unconfirmed};
 *     {@code exception}: the simple name of the exception, or {@code none}</td></tr>
 * <tr><td>{@code atomic.write.size}</td><td>distribution summary, in bytes</td>
 *     <td>the size of each committed file</td><td>none</td></tr>
 * <tr><td>{@code atomic.write.state.update}</td><td>timer</td>
 *     <td>a write or an update of a state file: the whole time, the wait included</td>
 *     <td>{@code outcome}: {@code committed}, {@code failed} or {@code unconfirmed}</td></tr>
 * <tr><td>{@code atomic.write.state.wait}</td><td>timer</td>
 *     <td>the time that it waited for other updates of the file</td><td>none</td></tr>
 * <tr><td>{@code atomic.write.state.shared}</td><td>distribution summary, in updates</td>
 *     <td>the number of updates that shared one commit</td><td>none</td></tr>
 * <tr><td>{@code atomic.write.state.quarantine}</td><td>counter, in files</td>
 *     <td>damaged state files that the corruption handler has moved aside</td><td>none</td></tr>
 * </table>
 *
 * <p>No tag contains a path, so the number of time series doesn't grow with the number of files.
 */
public final class MicrometerCommitListener implements CommitListener, StateFileListener {
    private final MeterProvider<Timer> commits;
    private final DistributionSummary sizes;
    private final MeterProvider<Timer> updates;
    private final Timer waits;
    private final DistributionSummary shared;
    private final Counter quarantines;

    /**
     * Creates a listener and registers the meters that have no tags.
     *
     * @param registry the registry to record in
     */
    public MicrometerCommitListener(MeterRegistry registry) {
        this.commits = Timer.builder("atomic.write.commit")
                .description("Time to make a file's complete content durable and put it in place")
                .withRegistry(registry);
        this.sizes = DistributionSummary.builder("atomic.write.size")
                .description("Size of the committed files")
                .baseUnit("bytes")
                .register(registry);
        this.updates = Timer.builder("atomic.write.state.update")
                .description("Time of a write or an update of a state file, with the time that it waited")
                .withRegistry(registry);
        this.waits = Timer.builder("atomic.write.state.wait")
                .description("Time that a write or an update waited for other updates of the state file")
                .register(registry);
        this.shared = DistributionSummary.builder("atomic.write.state.shared")
                .description("Number of updates of a state file that shared one commit")
                .baseUnit("updates")
                .register(registry);
        this.quarantines = Counter.builder("atomic.write.state.quarantine")
                .description("Damaged state files that were moved aside")
                .baseUnit("files")
                .register(registry);
    }

    @Override
    public void onCommit(CommitEvent event) {
        commits.withTags("outcome", nameOf(event.outcome()), "exception", nameOf(event.failure()))
                .record(event.elapsed());
        if (event.outcome() == CommitEvent.Outcome.COMMITTED) {
            sizes.record((double) event.bytes());
        }
    }

    @Override
    public void onUpdate(Update update) {
        updates.withTags("outcome", nameOf(outcomeOf(update.failure()))).record(update.elapsed());
        waits.record(update.waited());
        if (update.committed() > 0) {
            shared.record(update.committed());
        }
    }

    @Override
    public void onQuarantine(Path file) {
        quarantines.increment();
    }

    private static CommitEvent.Outcome outcomeOf(@Nullable Throwable failure) {
        if (failure == null) {
            return CommitEvent.Outcome.COMMITTED;
        }
        return failure instanceof UnconfirmedWriteException
                ? CommitEvent.Outcome.UNCONFIRMED
                : CommitEvent.Outcome.FAILED;
    }

    private static String nameOf(CommitEvent.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Names an anonymous class after its superclass: its own name is empty, and registries refuse an empty tag. */
    private static String nameOf(@Nullable Throwable failure) {
        if (failure == null) {
            return "none";
        }
        Class<?> type = failure.getClass();
        while (type.isAnonymousClass()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }
}
