package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A storage that notes which files and directories have been forced, in this order, and can fail to force some. */
public final class RecordingStorage {
    private final Storage real;
    private final Queue<Path> forced = new ConcurrentLinkedQueue<>();
    private final Map<Path, IOException> failures = new ConcurrentHashMap<>();

    public RecordingStorage(Storage real) {
        this.real = real;
    }

    /** Lets each force of this file or directory fail. */
    public RecordingStorage failingToForce(Path path, IOException failure) {
        failures.put(path, failure);
        return this;
    }

    /** Returns what has been forced since this was asked last. */
    public List<Path> takeForced() {
        List<Path> taken = new ArrayList<>();
        for (Path path = forced.poll(); path != null; path = forced.poll()) {
            taken.add(path);
        }
        return taken;
    }

    /** Returns the storage. */
    public Storage storage() {
        return recording(Storage.class, real, null);
    }

    /** Notes the forces of an object: those of its own path, or those of the paths that it is given. */
    private <T> T recording(Class<T> type, T recorded, @Nullable Path own) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Path path = own == null && arguments != null && arguments[0] instanceof Path given ? given : own;
                    boolean forces = method.getName().equals("force");
                    if (forces) {
                        strike(path);
                    }
                    Object result;
                    try {
                        result = method.invoke(recorded, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (forces) {
                        forced.add(path);
                    }
                    return result instanceof OpenDirectory open ? recording(OpenDirectory.class, open, path) : result;
                }));
    }

    private void strike(Path path) throws IOException {
        Failures.rethrow(failures.get(path));
    }
}
