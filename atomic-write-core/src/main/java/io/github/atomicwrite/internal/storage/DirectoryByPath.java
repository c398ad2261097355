package io.github.atomicwrite.internal.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open directory whose names are looked up as whole paths: in Java, a channel can't be asked for them. */
interface DirectoryByPath extends OpenDirectory {
    /** Looks up the paths. */
    Names paths();

    @Override
    default FileStatus status(Path path) throws IOException {
        return paths().status(path);
    }

    @Override
    default @Nullable Object key(Path path) throws IOException {
        return paths().key(path);
    }

    @Override
    default boolean exists(Path path) throws IOException {
        return paths().exists(path);
    }

    @Override
    default @Nullable Closeable hold(Path file) {
        return paths().hold(file);
    }

    @Override
    default void replace(Path temporary, Path target) throws IOException {
        paths().replace(temporary, target);
    }
}
