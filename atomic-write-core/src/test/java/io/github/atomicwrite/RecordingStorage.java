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
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    boolean forces = method.getName().equals("force");
                    if (forces) {
                        strike((Path) arguments[0]);
                    }
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                    if (forces) {
                        forced.add((Path) arguments[0]);
                    }
                    return result instanceof OpenDirectory open
                            ? new RecordingDirectory(open, (Path) arguments[0])
                            : result;
                });
    }

    private void strike(Path path) throws IOException {
        Failures.rethrow(failures.get(path));
    }

    private final class RecordingDirectory implements OpenDirectory {
        private final OpenDirectory real;
        private final Path path;

        RecordingDirectory(OpenDirectory real, Path path) {
            this.real = real;
            this.path = path;
        }

        @Override
        public void force() throws IOException {
            strike(path);
            real.force();
            forced.add(path);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
