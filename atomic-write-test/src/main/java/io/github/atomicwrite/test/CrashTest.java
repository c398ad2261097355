package io.github.atomicwrite.test;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs code that writes files, and shows it what a crash at each of its steps leaves.
 *
 * <pre>{@code
 * CrashTest.of(directory -> new Seen(directory).add("b"))
 *         .startingFrom(directory -> new Seen(directory).add("a"))
 *         .expectAlways(directory -> assertThat(new Seen(directory).ids()).isIn(Set.of("a"), Set.of("a", "b")))
 *         .expectOnceReturned(directory -> assertThat(new Seen(directory).ids()).containsExactly("a", "b"))
 *         .survivesPowerLoss();
 * }</pre>
 *
 * <p>The action runs once, in a directory of its own, while the calls with which it changes that directory are
 * recorded. No process is killed: from the recording, each state is computed in which a crash may leave the directory,
 * and is given to the expectations in a fresh directory. Everything is deleted afterwards.
 *
 * <p>A verdict is given only if the recording shows everything. Otherwise {@link #survivesKill()} and
 * {@link #survivesPowerLoss()} throw an {@link UnsupportedOperationException} that says what it doesn't show:
 *
 * <ul>
 *   <li>a file mapped into memory, native code, another process that writes to the directory;
 *   <li>for a power loss alone: a force that can't be seen ({@code FileDescriptor.sync} on JDK 17, files opened with
 *       {@code O_SYNC} or {@code O_DSYNC}, "rws" or "rwd"), and files that were written outside the directory and moved
 *       into it;
 *   <li>any system but Linux.
 * </ul>
 *
 * <p>Names and contents are restored in a state, but not modes, owners, times and extended attributes.
 *
 * <p>Instances are immutable. Tests that run at the same time take turns.
 */
public final class CrashTest {
    private final Step action;
    private final @Nullable Step before;
    private final @Nullable Step always;
    private final @Nullable Step onceReturned;

    private CrashTest(Step action, @Nullable Step before, @Nullable Step always, @Nullable Step onceReturned) {
        this.action = action;
        this.before = before;
        this.always = always;
        this.onceReturned = onceReturned;
    }

    /** A part of a test, which works in one directory. */
    @FunctionalInterface
    public interface Step {

        /**
         * Does it.
         *
         * @param directory an absolute path; each state has its own
         * @throws Exception whatever the code throws
         */
        void on(Path directory) throws Exception;
    }

    /**
     * Creates a test of an action.
     *
     * @param action the code under test; it runs once for each verdict, in the calling thread
     * @return the test, which needs an expectation
     */
    public static CrashTest of(Step action) {
        return new CrashTest(Objects.requireNonNull(action, "action"), null, null, null);
    }

    /**
     * Sets the old state. Without it, the directory is empty.
     *
     * @param before makes the old state; what it leaves is taken for durable
     * @return the test with this old state
     */
    public CrashTest startingFrom(Step before) {
        return new CrashTest(action, Objects.requireNonNull(before, "before"), always, onceReturned);
    }

    /**
     * Sets what must hold after a crash at any moment.
     *
     * @param expectation throws if it doesn't hold
     * @return the test with this expectation
     */
    public CrashTest expectAlways(Step expectation) {
        return new CrashTest(action, before, Objects.requireNonNull(expectation, "expectation"), onceReturned);
    }

    /**
     * Sets what must hold after a crash at any moment after the action has returned.
     *
     * @param expectation throws if it doesn't hold
     * @return the test with this expectation
     */
    public CrashTest expectOnceReturned(Step expectation) {
        return new CrashTest(action, before, always, Objects.requireNonNull(expectation, "expectation"));
    }

    /**
     * Tries what a kill of the process leaves: after each step, and in the middle of a large write.
     *
     * @return how much was tried
     * @throws AssertionError if an expectation doesn't hold in a state
     * @throws UnsupportedOperationException if not everything that the action did could be seen
     * @throws IllegalStateException if there is no expectation
     * @throws Exception what the action or {@code startingFrom} throws
     */
    public CrashReport survivesKill() throws Exception {
        return new CrashRun(action, before, always, onceReturned).judge(false);
    }

    /**
     * Tries what a power loss leaves: what was forced before it, and any part of the rest.
     *
     * <p>If there are too many states, a sample is tried. The report says so, and so does the message of an
     * {@code AssertionError}.
     *
     * @return how much was tried
     * @throws AssertionError if an expectation doesn't hold in a state
     * @throws UnsupportedOperationException if not everything that the action did could be seen
     * @throws IllegalStateException if there is no expectation
     * @throws Exception what the action or {@code startingFrom} throws
     */
    public CrashReport survivesPowerLoss() throws Exception {
        return new CrashRun(action, before, always, onceReturned).judge(true);
    }
}
