package io.github.atomicwrite.test;

import io.github.atomicwrite.test.CrashTest.Step;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each crash state to the expectations, in a fresh directory, and keeps the first that breaks one. */
final class Judge implements CrashStates.Visitor {
    private final RunDirectory run;
    private final Path recorded;
    private final @Nullable Step always;
    private final @Nullable Step onceReturned;

    private final Set<Key> tried = new HashSet<>();
    private @Nullable BrokenState first;
    private long broken;

    Judge(RunDirectory run, Path recorded, @Nullable Step always, @Nullable Step onceReturned) {
        this.run = run;
        this.recorded = recorded;
        this.always = always;
        this.onceReturned = onceReturned;
    }

    private record Key(BigInteger fingerprint, boolean returned) {}

    @Override
    public void visit(CrashState state) throws Exception {
        boolean returned = state.returned() && onceReturned != null;
        Key key = new Key(Fingerprint.of(state.disk()), returned);
        if (tried.add(key)) {
            Path directory = run.nextState();
            Throwable thrown = ask(always, state, directory);
            if (thrown == null && returned) {
                thrown = ask(onceReturned, state, directory);
            }
            if (thrown != null) {
                broken++;
                if (first == null) {
                    first = new BrokenState(state, directory, thrown);
                }
            }
        }
    }

    /**
     * Whatever an expectation throws means that it doesn't hold: an assertion, or an exception of the project's own
     * code.
     */
    private @Nullable Throwable ask(@Nullable Step expectation, CrashState state, Path directory) throws Exception {
        if (expectation == null) {
            return null;
        }
        FileTree.write(state.disk(), directory, recorded);
        try {
            expectation.on(directory);
            return null;
        } catch (Exception | AssertionError | StackOverflowError | LinkageError broken) {
            return broken;
        } finally {
            FileTree.delete(directory);
        }
    }

    long tried() {
        return tried.size();
    }

    long broken() {
        return broken;
    }

    @Nullable
    BrokenState first() {
        return first;
    }

    /** A state, and what an expectation made of it. */
    record BrokenState(CrashState state, Path directory, Throwable thrown) {}
}
