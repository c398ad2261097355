package io.github.atomicwrite.test;

import io.github.atomicwrite.test.FileCalls.Call;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls that go to a path: opens, which may create or truncate, and all that creates, moves or removes a name. */
final class NameCalls {
    private final Descriptors descriptors;
    private final Scope scope;
    private final Recorder recorder;

    NameCalls(Descriptors descriptors, Scope scope, Recorder recorder) {
        this.descriptors = descriptors;
        this.scope = scope;
        this.recorder = recorder;
    }

    /** Returns what to do about a call, or null if it doesn't concern the directory. */
    @Nullable
    Call find(String method, @Nullable Object self, Object[] arguments) throws IOException {
        return switch (method) {
            case "sun.nio.fs.UnixNativeDispatcher.open" -> open(scope.opened((Path) arguments[0]), null, null);
            case "sun.nio.fs.UnixNativeDispatcher.openat" -> open(at(arguments, 0), null, null);
            case "sun.nio.fs.UnixNativeDispatcher.rename" -> rename((Path) arguments[0], (Path) arguments[1]);
            case "sun.nio.fs.UnixNativeDispatcher.renameat" -> move(at(arguments, 0), at(arguments, 2), done -> true);
            case "sun.nio.fs.UnixNativeDispatcher.unlink", "sun.nio.fs.UnixNativeDispatcher.rmdir" ->
                remove(scope.name((Path) arguments[0]), done -> true, verb(method));
            case "sun.nio.fs.UnixNativeDispatcher.unlinkat" -> remove(at(arguments, 0), done -> true, "unlink");
            case "sun.nio.fs.UnixNativeDispatcher.mkdir", "sun.nio.fs.UnixNativeDispatcher.mknod" ->
                create(scope.name((Path) arguments[0]), done -> true, Callers.jdkMethod(verb(method)));
            case "sun.nio.fs.UnixNativeDispatcher.symlink" ->
                create(scope.name((Path) arguments[1]), done -> true, Callers.jdkMethod("symlink"));
            case "sun.nio.fs.UnixNativeDispatcher.link" -> link((Path) arguments[0], (Path) arguments[1]);
            case "java.io.FileOutputStream.open" ->
                open(scope.opened((String) arguments[0]), "FileOutputStream.open", self);
            case "java.io.RandomAccessFile.open" ->
                open(scope.opened((String) arguments[0]), "RandomAccessFile.open", self);
            case "java.io.File.createNewFile", "java.io.File.mkdir" ->
                create(file(self), Boolean.TRUE::equals, "File." + verb(method));
            case "java.io.File.createTempFile" -> createTemporary(arguments);
            case "java.io.File.delete" -> remove(file(self), Boolean.TRUE::equals, null);
            case "java.io.File.renameTo" -> move(file(self), file(arguments[0]), Boolean.TRUE::equals);
            default -> null;
        };
    }

    /** Opening may create the file, or cut it. */
    private @Nullable Call open(@Nullable Path expected, @Nullable String name, @Nullable Object stream) {
        if (expected == null) {
            return null;
        }
        return () -> {
            String call = name == null ? Callers.jdkMethod("open") : name;
            look(expected, "a native method before " + call);
            return (result, thrown) -> {
                if (thrown == null) {
                    int descriptor = stream == null ? (int) Objects.requireNonNull(result) : descriptors.of(stream);
                    Path path = descriptors.path(descriptor);
                    if (path != null && scope.contains(path)) {
                        opened(call, path);
                        checkFlags(descriptor, path);
                    }
                }
            };
        };
    }

    private void opened(String call, Path path) throws IOException {
        Integer inode = recorder.find(path);
        if (inode == null) {
            recorder.appeared(call, path);
        } else if (recorder.isFile(inode)) {
            recorder.resized(call, path, inode, Math.toIntExact(Files.size(path)));
        }
    }

    private void checkFlags(int descriptor, Path path) throws IOException {
        Descriptors.Status status = descriptors.status(descriptor);
        if (status.writes() && status.forces()) {
            recorder.unseenForce(path, "is open with O_SYNC or O_DSYNC, and the kernel forces what is written");
        }
    }

    private @Nullable Call create(@Nullable Path path, Predicate<@Nullable Object> done, String call) {
        if (path == null) {
            return null;
        }
        return () -> (result, thrown) -> {
            if (thrown == null && done.test(result)) {
                recorder.appeared(call, path);
            }
        };
    }

    private @Nullable Call createTemporary(Object[] arguments) {
        File directory = (File) arguments[2];
        if (directory == null || scope.name(directory.getPath() + "/name") == null) {
            return null;
        }
        return () -> (result, thrown) -> {
            Path path = file(result);
            if (path != null) {
                recorder.appeared("File.createTempFile", path);
            }
        };
    }

    private @Nullable Call link(Path existing, Path link) {
        Path path = scope.name(link);
        if (path == null) {
            return null;
        }
        Path source = scope.name(existing);
        String call = Callers.jdkMethod("link");
        return () -> (result, thrown) -> {
            if (thrown != null) {
                return;
            }
            Integer inode = source == null ? null : recorder.find(source);
            if (inode != null) {
                recorder.linked(call, path, inode);
            } else {
                cameFromOutside(call, path);
            }
        };
    }

    private @Nullable Call remove(@Nullable Path path, Predicate<@Nullable Object> done, @Nullable String verb) {
        if (path == null) {
            return null;
        }
        String call = verb == null ? "File.delete" : Callers.jdkMethod(verb);
        return () -> (result, thrown) -> {
            if (thrown == null && done.test(result)) {
                recorder.disappeared(call, path);
            }
        };
    }

    private @Nullable Call rename(Path from, Path to) {
        return move(scope.name(from), scope.name(to), done -> true);
    }

    private @Nullable Call move(@Nullable Path from, @Nullable Path to, Predicate<@Nullable Object> done) {
        if (from == null && to == null) {
            return null;
        }
        return () -> {
            String call = Callers.jdkMethod("rename");
            if (from != null) {
                look(from, "a native method before " + call);
            }
            return (result, thrown) -> {
                if (thrown != null || !done.test(result)) {
                    return;
                }
                if (from != null && to != null) {
                    recorder.moved(call, from, to);
                } else if (from != null) {
                    recorder.disappeared(call, from);
                } else if (to != null) {
                    cameFromOutside(call, to);
                }
            };
        };
    }

    /** Whether its content was forced, nobody has seen. */
    private void cameFromOutside(String call, Path path) throws IOException {
        if (!Files.isSymbolicLink(path)) {
            recorder.unseenForce(path, "came from outside the directory, where it may have been forced, or not");
        }
        recorder.appeared(call, path);
    }

    /** Finds out what native methods have done to a file since the last look. */
    private void look(Path path, String call) throws IOException {
        Integer inode = recorder.find(path);
        if (inode != null
                && recorder.isFile(inode)
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.isReadable(path)) {
            recorder.look(call, path, inode, Files.readAllBytes(path));
        }
    }

    private @Nullable Path at(Object[] arguments, int first) throws IOException {
        return scope.name((int) arguments[first], (byte[]) arguments[first + 1]);
    }

    private @Nullable Path file(@Nullable Object file) {
        return file == null ? null : scope.name(((File) file).getPath());
    }

    private static String verb(String method) {
        return method.substring(method.lastIndexOf('.') + 1);
    }
}
