package io.github.atomicwrite;

import io.github.atomicwrite.SimulatedDisk.Verb;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.Names;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Names each of whose operations is a step of a simulated disk. */
interface SimulatedNames extends Names {
    SimulatedDisk disk();

    Names real();

    @Override
    default FileStatus status(Path path) throws IOException {
        return disk().step(Verb.STATUS, () -> real().status(path));
    }

    @Override
    default Object key(Path path) throws IOException {
        return disk().step(Verb.STATUS, () -> real().key(path));
    }

    @Override
    default boolean exists(Path path) throws IOException {
        return Boolean.TRUE.equals(disk().step(Verb.STATUS, () -> real().exists(path)));
    }

    @Override
    default Closeable hold(Path file) {
        try {
            return disk().step(Verb.HOLD, () -> simulated(real().hold(file), file), weak -> weak.held(file));
        } catch (IOException notHeld) {
            return null;
        }
    }

    @Override
    default void replace(Path temporary, Path target) throws IOException {
        disk().run(Verb.REPLACE, () -> real().replace(temporary, target), weak -> weak.replaced(temporary, target));
    }

    private Closeable simulated(Closeable held, Path file) {
        if (held == null) {
            return null;
        }
        disk().closeLater(held);
        return () -> disk().run(Verb.RELEASE, held::close, weak -> weak.released(file));
    }
}
