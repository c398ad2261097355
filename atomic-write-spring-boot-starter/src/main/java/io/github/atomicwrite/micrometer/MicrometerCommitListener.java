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
 * Records each write's commit.
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>type</th><th>what it measures</th><th>tags</th></tr>
 * <tr><td>{@code atomic.write.commit}</td><td>timer</td>
 *     <td>the commit: everything from the complete content to the outcome</td>
 *     <td>{@code outcome}: {@code committed}, {@code failed} or {@code unconfirmed};
 *     {@code exception}: the simple name of what was thrown, or {@code none}</td></tr>
 * <tr><td>{@code atomic.write.size}</td><td>distribution summary, in bytes</td>
 *     <td>the size of each file that was committed</td><td>none</td></tr>
 * </table>
 *
 * <p>No tag holds a path: the number of time series doesn't grow with the number of files.
 */
public final class MicrometerCommitListener implements CommitListener {
    private final MeterProvider<Timer> commits;
    private final DistributionSummary sizes;

    /**
     * Creates a listener, and the meters that have no tags.
     *
     * @param registry where to record
     */
    public MicrometerCommitListener(MeterRegistry registry) {
        this.commits = Timer.builder("atomic.write.commit")
                .description("Time to make a file's complete content durable and put it in place")
                .withRegistry(registry);
        this.sizes = DistributionSummary.builder("atomic.write.size")
                .description("Size of the files that were committed")
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

    /** An anonymous class has no name of its own, and registries take no empty tag. */
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
