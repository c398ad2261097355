package io.github.atomicwrite.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says which paths lie in the recorded directory, links resolved. */
final class Scope {
    private final Path root;
    private final Descriptors descriptors;

    /** @param root the real path of the directory */
    Scope(Path root, Descriptors descriptors) {
        this.root = root;
        this.descriptors = descriptors;
    }

    boolean contains(@Nullable Path real) {
        return real != null && real.startsWith(root);
    }

    /** Returns the real path of an open file, or null if it isn't in the directory. */
    @Nullable
    Path open(int descriptor) throws IOException {
        Path path = descriptors.path(descriptor);
        return contains(path) ? path : null;
    }

    /** Returns where a name is, the link itself if it is one; or null if that is not in the directory. */
    @Nullable
    Path name(Path path) {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            return null;
        }
        try {
            Path real = name.toString().equals("..")
                    ? absolute.toRealPath()
                    : parent.toRealPath().resolve(name);
            return contains(real) ? real : null;
        } catch (IOException noSuchDirectory) {
            return null; // the call itself will fail
        }
    }

    @Nullable
    Path name(String path) {
        try {
            return name(Path.of(path));
        } catch (InvalidPathException refused) {
            return null; // the call itself will fail
        }
    }

    @Nullable
    Path opened(String path) {
        try {
            return opened(Path.of(path));
        } catch (InvalidPathException refused) {
            return null; // the call itself will fail
        }
    }

    /** Returns a name relative to an open directory, as {@code openat(2)} takes it. */
    @Nullable
    Path name(int directory, byte[] relative) throws IOException {
        Path parent = descriptors.path(directory);
        String name = new String(relative, java.nio.charset.Charset.defaultCharset());
        return parent == null ? null : name(parent.resolve(name));
    }

    /** Returns what is opened by this name: where a link leads to, if it is one. */
    @Nullable
    Path opened(Path path) {
        Path named = name(path);
        if (named != null || !Files.isSymbolicLink(path)) {
            return named;
        }
        try {
            Path real = path.toRealPath();
            return contains(real) ? real : null;
        } catch (IOException dangling) {
            return null; // if it creates a file in the directory, the final look finds it
        }
    }

    /** Returns a path as the messages show it. */
    Path relative(Path real) {
        return root.relativize(real);
    }
}
