package io.github.atomicwrite;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A disk behind the {@link Storage} door. What is done to it is done to the real file system, step by step; at each step
 * it can fail, or crash, or do something else first. What a crash may leave is told by a {@link WeakDisk} that has
 * watched.
 */
final class SimulatedDisk implements Closeable {
    /** What a step does. */
    enum Verb {
        LOOK_UP,
        READ_LINK,
        REQUIRE_SUPPORT,
        CREATE,
        REAL_PATH,
        COPY_ATTRIBUTES,
        CLAIM,
        EXPECT_WRITE_BACK,
        WRITE,
        START_WRITE_BACK,
        SET_GROUP,
        SET_OWNER,
        SET_MODE,
        FORCE,
        FINISH,
        OPEN_DIRECTORY,
        HOLD,
        REPLACE,
        CLOSE,
        FORCE_DIRECTORY,
        DELETE
    }

    /** The end of the machine: nothing works any more, and nothing is cleaned up. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Makes a proxy a class of this package, which may see its other types. */
    private interface OfThisPackage {}

    @FunctionalInterface
    private interface Trouble {
        void strike(int step, Verb verb) throws Throwable;
    }

    private static final Map<String, Verb> VERBS = Map.ofEntries(
            Map.entry("lookUp", Verb.LOOK_UP),
            Map.entry("lookUpFollowingLinks", Verb.LOOK_UP),
            Map.entry("probe", Verb.LOOK_UP),
            Map.entry("readLink", Verb.READ_LINK),
            Map.entry("requireSupport", Verb.REQUIRE_SUPPORT),
            Map.entry("create", Verb.CREATE),
            Map.entry("copyUserAttributes", Verb.COPY_ATTRIBUTES),
            Map.entry("claim", Verb.CLAIM),
            Map.entry("look", Verb.LOOK_UP),
            Map.entry("realPath", Verb.REAL_PATH),
            Map.entry("expectWriteBack", Verb.EXPECT_WRITE_BACK),
            Map.entry("write", Verb.WRITE),
            Map.entry("startWriteBack", Verb.START_WRITE_BACK),
            Map.entry("setGroup", Verb.SET_GROUP),
            Map.entry("setOwner", Verb.SET_OWNER),
            Map.entry("setMode", Verb.SET_MODE),
            Map.entry("finish", Verb.FINISH),
            Map.entry("openDirectory", Verb.OPEN_DIRECTORY),
            Map.entry("hold", Verb.HOLD),
            Map.entry("replace", Verb.REPLACE),
            Map.entry("close", Verb.CLOSE),
            Map.entry("delete", Verb.DELETE));

    private final Set<Verb> ignored = EnumSet.noneOf(Verb.class);
    private final List<Trouble> before = new ArrayList<>();
    private final List<Trouble> after = new ArrayList<>();
    private final List<Closeable> handles = new ArrayList<>();
    private final List<Verb> log = new ArrayList<>();
    private final WeakDisk weakDisk = new WeakDisk();

    /** A writer whose files go to this disk. */
    AtomicFileWriter writer() {
        return AtomicFileWriter.through(path -> stepwise(Storage.class, SystemStorage.of(path), path));
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
                throw failure;
            }
        });
        return this;
    }

    /** Fails at one step and at all that follow. */
    SimulatedDisk failingFrom(int step, Throwable failure) {
        before.add((at, verb) -> {
            if (at >= step) {
                throw failure;
            }
        });
        return this;
    }

    /** Fails whenever it is asked to do this. */
    SimulatedDisk failing(Verb failing, Throwable failure) {
        before.add((at, verb) -> {
            if (verb == failing) {
                throw failure;
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
                throw failure;
            }
        });
        return this;
    }

    /** Crashes before this step. */
    SimulatedDisk crashingAt(int step) {
        return failingFrom(step, new Crash());
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

    /** Wraps a part of the storage so that each of its methods is a step. */
    private <T> T stepwise(Class<T> type, T real, Path path) {
        if (real instanceof Closeable handle) {
            synchronized (handles) {
                handles.add(handle);
            }
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type, OfThisPackage.class}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Verb verb = verb(type, method);
                    int step = nextStep(verb);
                    if (!strikes(before, step, verb, method) || ignored.contains(verb)) {
                        return Boolean.TYPE.equals(method.getReturnType()) ? false : null;
                    }
                    Object result = invoke(real, method, given);
                    synchronized (weakDisk) {
                        weakDisk.note(verb, path, given);
                    }
                    strikes(after, step, verb, method);
                    return wrapped(result, given);
                }));
    }

    /** Steps may be taken by many threads at once. */
    private int nextStep(Verb verb) {
        synchronized (log) {
            log.add(verb);
            return log.size();
        }
    }

    private static Verb verb(Class<?> type, Method method) {
        if (method.getName().equals("force")) {
            return type == Storage.Directory.class ? Verb.FORCE_DIRECTORY : Verb.FORCE;
        }
        return VERBS.get(method.getName());
    }

    /** Returns false for a verb that makes the best of a failure by itself, if it is to fail. */
    private static boolean strikes(List<Trouble> troubles, int step, Verb verb, Method method) throws Throwable {
        for (Trouble trouble : troubles) {
            try {
                trouble.strike(step, verb);
            } catch (IOException failure) {
                if (Arrays.asList(method.getExceptionTypes()).contains(IOException.class)) {
                    throw failure;
                }
                if (verb == Verb.REQUIRE_SUPPORT) {
                    throw new UncheckedIOException(failure);
                }
                return false;
            }
        }
        return true;
    }

    private Object wrapped(Object result, Object[] given) {
        if (result instanceof Storage.Temporary temporary) {
            return stepwise(Storage.Temporary.class, temporary, (Path) given[0]);
        }
        if (result instanceof Storage.Directory directory) {
            return stepwise(Storage.Directory.class, directory, (Path) given[0]);
        }
        return result;
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
