package io.github.atomicwrite.test;

import io.github.atomicwrite.test.CrashTest.Step;
import io.github.atomicwrite.test.Judge.BrokenState;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a crash test: record, compute the states, judge. */
final class CrashRun {
    /** The hooks and the system property belong to the whole JVM. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private static final String NATIVE = "io.github.atomicwrite.native";

    private final Step action;
    private final @Nullable Step before;
    private final @Nullable Step always;
    private final @Nullable Step onceReturned;

    CrashRun(Step action, @Nullable Step before, @Nullable Step always, @Nullable Step onceReturned) {
        this.action = action;
        this.before = before;
        this.always = always;
        this.onceReturned = onceReturned;
    }

    CrashReport judge(boolean powerLoss) throws Exception {
        if (always == null && onceReturned == null) {
            throw new IllegalStateException("A crash test needs expectAlways or expectOnceReturned");
        }
        if (!Descriptors.areKnown()) {
            throw new UnsupportedOperationException(
                    "A crash can be simulated on Linux alone: /proc/self/fd is needed to follow open files");
        }
        for (Path place : TemporaryFiles.all()) {
            RunDirectory.sweep(place);
        }
        try (RunDirectory run = RunDirectory.createIn(TemporaryFiles.forTheAction())) {
            Path directory = run.recorded();
            Recording recording = record(directory);
            refuseIfBlind(recording, powerLoss);
            return judge(recording, directory, powerLoss);
        }
    }

    private CrashReport judge(Recording recording, Path directory, boolean powerLoss) throws Exception {
        int budget = Budget.of(recording);
        CrashStates states = powerLoss
                ? new PowerLossStates(recording, budget, CrashReport.SEED)
                : new KillStates(recording, budget);
        try (RunDirectory run = RunDirectory.createIn(TemporaryFiles.forStates(Budget.bytes(recording)))) {
            Judge judge = new Judge(run, directory, always, onceReturned);
            states.forEach(judge);
            return report(recording, states, judge);
        }
    }

    private Recording record(Path directory) throws Exception {
        if (TURN.isHeldByCurrentThread()) {
            throw new IllegalStateException("A crash test can't run in the action of another crash test");
        }
        JdkHooks hooks = JdkHooks.install();
        TURN.lock();
        String formerNative = System.getProperty(NATIVE);
        // Direct system calls of our own writer can't be seen. It is given no chance to make any.
        System.setProperty(NATIVE, "false");
        try {
            if (before != null) {
                before.on(directory);
            }
            Descriptors descriptors = new Descriptors();
            Scope scope = new Scope(directory, descriptors);
            Recorder recorder = new Recorder(directory, new Callers(action.getClass()));
            FileCalls calls = new FileCalls(
                    new DataCalls(descriptors, scope, recorder), new NameCalls(descriptors, scope, recorder));
            hooks.observe(calls);
            try {
                action.on(directory);
                return calls.end(recorder);
            } finally {
                hooks.observe(null);
            }
        } finally {
            restore(formerNative);
            TURN.unlock();
        }
    }

    private static void restore(@Nullable String formerNative) {
        if (formerNative == null) {
            System.clearProperty(NATIVE);
        } else {
            System.setProperty(NATIVE, formerNative);
        }
    }

    private static void refuseIfBlind(Recording recording, boolean powerLoss) {
        String unseen = recording.blindSpots().stream()
                .filter(spot -> powerLoss || !spot.forcesOnly())
                .map(spot -> "\n  " + spot.what())
                .collect(Collectors.joining());
        if (!unseen.isEmpty()) {
            throw new UnsupportedOperationException(
                    "There is no verdict, because not everything that the action did could be seen:" + unseen);
        }
    }

    private CrashReport report(Recording recording, CrashStates states, Judge judge) {
        long leftOut = states.leftOut();
        long possible = leftOut > Long.MAX_VALUE - judge.tried() ? Long.MAX_VALUE : judge.tried() + leftOut;
        CrashReport report = new CrashReport(recording.steps().size(), judge.tried(), possible);
        BrokenState first = judge.first();
        if (first != null) {
            throw new AssertionError(Message.of(first, judge.broken(), report, states.crash()), first.thrown());
        }
        return report;
    }
}
