package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import io.github.atomicwrite.internal.IoSupplier;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A disk that can fail, crash or be meddled with at each step. What is done to it is done to the real file system, step
 * by step. A {@link WeakDisk} that watches knows what a crash may leave.
 */
final class SimulatedDisk implements Closeable {
    /** What a step does. */
    enum Verb {
        STATUS,
        READ_LINK,
        LIST,
        REQUIRE_MODE,
        CREATE,
        REAL_PATH,
        COPY_ATTRIBUTES,
        LOCK,
        ARM_WRITE_BACK,
        WRITE,
        START_WRITE_BACK,
        SET_GROUP,
        SET_OWNER,
        SET_MODE,
        FORCE,
        CLOSE_BEFORE_MOVE,
        OPEN_DIRECTORY,
        HOLD,
        RELEASE,
        REPLACE,
        CLOSE,
        FORCE_DIRECTORY,
        DELETE,
        CREATE_DIRECTORY,
        SET_DIRECTORY_MODE,
        CREATE_LOCK_FILE,
        CREATE_LINK,
        VISIT,
        LOCK_SHARED,
        REMOVE_TREE
    }

    /** The end of the machine: nothing works any more, and nothing is cleaned up. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @FunctionalInterface
    private interface Trouble {
        void strike(int step, Verb verb) throws IOException;
    }

    private final Set<Verb> ignored = EnumSet.noneOf(Verb.class);
    private final List<Trouble> before = new ArrayList<>();
    private final List<Trouble> after = new ArrayList<>();
    private final List<Closeable> handles = new ArrayList<>();
    private final List<Verb> log = new ArrayList<>();
    private final WeakDisk weakDisk = new WeakDisk();

    /** A writer whose files go to this disk. */
    AtomicFileWriter writer() {
        return AtomicFileWriter.through(path -> new SimulatedStorage(this, Storages.of(path)));
    }

    /** Does something before a step, counted from one. */
    SimulatedDisk before(int step, Runnable action) {
        before.add((at, verb) -> {
            if (at == step) {
                action.run();
            }
        });
        return this;
    }

    /** Does something whenever it is asked to do this, before it does so. */
    SimulatedDisk before(Verb asked, Runnable action) {
        before.add((at, verb) -> {
            if (verb == asked) {
                action.run();
            }
        });
        return this;
    }

    /** Fails at one step, which has no effect then; the next ones work. */
    SimulatedDisk failingAt(int step, Throwable failure) {
        before.add((at, verb) -> {
            if (at == step) {
                Failures.rethrow(failure);
            }
        });
        return this;
    }

    /** Fails at one step and at all that follow. */
    SimulatedDisk failingFrom(int step, Throwable failure) {
        before.add((at, verb) -> {
            if (at >= step) {
                Failures.rethrow(failure);
            }
        });
        return this;
    }

    /** Fails whenever it is asked to do this. */
    SimulatedDisk failing(Verb failing, Throwable failure) {
        before.add((at, verb) -> {
            if (verb == failing) {
                Failures.rethrow(failure);
            }
        });
        return this;
    }

    /** Does nothing when it is asked to do this, and reports no failure. */
    SimulatedDisk ignoring(Verb ignored) {
        this.ignored.add(ignored);
        return this;
    }

    /** Does what it is asked, but reports a failure. */
    SimulatedDisk failingAfter(Verb done, Throwable failure) {
        after.add((at, verb) -> {
            if (verb == done) {
                Failures.rethrow(failure);
            }
        });
        return this;
    }

    /** Crashes before this step. */
    SimulatedDisk crashingAt(int step) {
        before.add((at, verb) -> {
            if (at >= step) {
                throw new Crash();
            }
        });
        return this;
    }

    /** Gives the blocks of a replaced file to other files at once, as ext4 does with {@code data=writeback}. */
    SimulatedDisk reusingBlocks() {
        weakDisk.reuseBlocks();
        return this;
    }

    /** How many steps there have been. */
    int steps() {
        return log.size();
    }

    /** What the steps did, in order. */
    List<Verb> log() {
        return List.copyOf(log);
    }

    /**
     * Everything that the target may hold when the power comes back after a cut now; empty for no file.
     *
     * @param before what it held before this disk was used
     */
    Set<Optional<String>> statesAfterPowerCut(Path target, Optional<String> before) {
        return weakDisk.states(target, before);
    }

    /** Closes what a crash has left open. */
    @Override
    public void close() throws IOException {
        for (Closeable handle : handles) {
            handle.close();
        }
    }

    /** Closes a handle at the latest when this disk is closed. */
    void closeLater(Closeable handle) {
        synchronized (handles) {
            handles.add(handle);
        }
    }

    /** Takes a step: strikes what trouble there is, does it, and lets the weak disk know. */
    <T> T step(Verb verb, IoSupplier<T> done, Consumer<WeakDisk> note) throws IOException {
        int step = next(verb);
        strike(before, step, verb);
        if (ignored.contains(verb)) {
            return null;
        }
        T result = done.get();
        synchronized (weakDisk) {
            note.accept(weakDisk);
        }
        strike(after, step, verb);
        return result;
    }

    <T> T step(Verb verb, IoSupplier<T> done) throws IOException {
        return step(verb, done, disk -> {});
    }

    void run(Verb verb, IoAction done, Consumer<WeakDisk> note) throws IOException {
        step(
                verb,
                () -> {
                    done.run();
                    return verb;
                },
                note);
    }

    void run(Verb verb, IoAction done) throws IOException {
        run(verb, done, disk -> {});
    }

    /** Takes a step that makes the best of an I/O error by itself. */
    boolean bestEffort(Verb verb, BooleanSupplier done) {
        try {
            return Boolean.TRUE.equals(step(verb, done::getAsBoolean));
        } catch (IOException failure) {
            return false;
        }
    }

    /** Steps may be taken by many threads at once. */
    private int next(Verb verb) {
        synchronized (log) {
            log.add(verb);
            return log.size();
        }
    }

    private static void strike(List<Trouble> troubles, int step, Verb verb) throws IOException {
        for (Trouble trouble : troubles) {
            trouble.strike(step, verb);
        }
    }
}
