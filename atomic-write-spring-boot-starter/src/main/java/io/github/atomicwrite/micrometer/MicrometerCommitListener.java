package io.github.atomicwrite.micrometer;

import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Records each commit in a Micrometer registry.
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
 * </table>
 *
 * <p>No tag contains a path, so the number of time series doesn't grow with the number of files.
 */
public final class MicrometerCommitListener implements CommitListener {
    private final MeterProvider<Timer> commits;
    private final DistributionSummary sizes;

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
    }

    @Override
    public void onCommit(CommitEvent event) {
        commits.withTags("outcome", nameOf(event.outcome()), "exception", nameOf(event.failure()))
                .record(event.elapsed());
        if (event.outcome() == CommitEvent.Outcome.COMMITTED) {
            sizes.record((double) event.bytes());
        }
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
