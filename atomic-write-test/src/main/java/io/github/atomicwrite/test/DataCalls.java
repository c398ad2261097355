package io.github.atomicwrite.test;

import io.github.atomicwrite.test.FileCalls.Call;
import io.github.atomicwrite.test.FileCalls.End;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that go to an open file: writes, truncations, forces, and the end of its use. */
final class DataCalls {
    private static final Set<Object> HARMLESS = Set.of(FileChannel.MapMode.READ_ONLY, FileChannel.MapMode.PRIVATE);
    private static final End NOTHING = (result, thrown) -> {};

    private final Descriptors descriptors;
    private final Scope scope;
    private final Recorder recorder;

    DataCalls(Descriptors descriptors, Scope scope, Recorder recorder) {
        this.descriptors = descriptors;
        this.scope = scope;
        this.recorder = recorder;
    }

    /** Returns what to do about a call, or null if it doesn't concern the directory. */
    @Nullable
    Call find(String method, @Nullable Object self, Object[] arguments) throws IOException {
        return switch (method.replace("UnixFileDispatcher", "FileDispatcher")) {
            case "sun.nio.ch.FileDispatcherImpl.write", "sun.nio.ch.FileDispatcherImpl.writev" ->
                call(number(arguments[0]), (file) -> write(file, Callers.jdkMethod("write")));
            case "sun.nio.ch.FileDispatcherImpl.pwrite" ->
                call(number(arguments[0]), (file) -> writeAt(file, (long) arguments[3]));
            case "sun.nio.ch.FileDispatcherImpl.truncate" ->
                call(number(arguments[0]), (file) -> resize(file, Callers.jdkMethod("truncate")));
            case "sun.nio.ch.FileDispatcherImpl.force" ->
                call(number(arguments[0]), (file) -> force(file, Callers.jdkMethod("force")));
            case "sun.nio.ch.FileDispatcherImpl.close" -> call(number(arguments[0]), this::close);
            case "sun.nio.ch.FileDispatcherImpl.transferTo", "sun.nio.ch.FileChannelImpl.transferToDirectlyInternal" ->
                call(number(arguments[3]), this::transfer);
            case "sun.nio.ch.FileDispatcherImpl.transferFrom" -> call(number(arguments[1]), this::transfer);
            case "sun.nio.ch.FileChannelImpl.map" -> map(self, arguments);
            case "sun.nio.fs.UnixNativeDispatcher.close" -> call((int) arguments[0], this::close);
            case "sun.nio.fs.LinuxFileSystem.directCopy", "sun.nio.fs.LinuxFileSystem.bufferedCopy" ->
                call((int) arguments[0], this::transfer);
            case "java.io.FileDescriptor.close" -> call(number(self), this::close);
            case "java.io.FileDescriptor.sync" -> call(number(self), (file) -> force(file, "FileDescriptor.sync"));
            case "java.io.FileOutputStream.write" ->
                call(descriptors.of(self), (file) -> write(file, "FileOutputStream.write"));
            case "java.io.RandomAccessFile.write",
                    "java.io.RandomAccessFile.writeBytes",
                    "java.io.RandomAccessFile.implWrite",
                    "java.io.RandomAccessFile.implWriteBytes" ->
                call(descriptors.of(self), (file) -> write(file, "RandomAccessFile.write"));
            case "java.io.RandomAccessFile.setLength" ->
                call(descriptors.of(self), (file) -> resize(file, "RandomAccessFile.setLength"));
            case "java.io.FileOutputStream.getFD", "java.io.RandomAccessFile.getFD", "java.io.FileInputStream.getFD" ->
                descriptorHandedOut(self);
            default -> null;
        };
    }

    /** An open file of the directory, or an open directory. */
    private record Open(int descriptor, Path path, int inode) {}

    @FunctionalInterface
    private interface OnOpen {
        End begin(Open file) throws IOException;
    }

    private @Nullable Call call(int descriptor, OnOpen operation) throws IOException {
        if (scope.open(descriptor) == null) {
            return null;
        }
        return () -> {
            Path path = scope.open(descriptor); // again: until the lock was had, it may have been moved
            Integer inode = path == null ? null : recorder.find(path);
            if (path == null) {
                return NOTHING;
            }
            if (inode == null) {
                recorder.unseen(path, "was created");
                return NOTHING;
            }
            return operation.begin(new Open(descriptor, path, inode));
        };
    }

    private End write(Open file, String call) throws IOException {
        lookIfResized(file, call);
        Descriptors.Status before = descriptors.status(file.descriptor);
        long size = descriptors.size(file.descriptor);
        return (result, thrown) -> {
            long from = before.appends() ? size : before.position();
            long to = before.appends()
                    ? descriptors.size(file.descriptor)
                    : descriptors.status(file.descriptor).position();
            written(file, call, from, to);
        };
    }

    private End writeAt(Open file, long position) throws IOException {
        String call = Callers.jdkMethod("write");
        lookIfResized(file, call);
        boolean appends = descriptors.status(file.descriptor).appends();
        long from = appends ? descriptors.size(file.descriptor) : position;
        return (result, thrown) -> {
            if (result instanceof Integer count && count > 0) {
                written(file, call, from, from + count);
            }
        };
    }

    private void written(Open file, String call, long from, long to) throws IOException {
        if (to > from) {
            int offset = Math.toIntExact(from);
            byte[] bytes = descriptors.content(file.descriptor, offset, Math.toIntExact(to - from));
            recorder.wrote(call, file.path, file.inode, offset, bytes);
        }
    }

    private End resize(Open file, String call) throws IOException {
        lookIfResized(file, call);
        return (result, thrown) ->
                recorder.resized(call, file.path, file.inode, Math.toIntExact(descriptors.size(file.descriptor)));
    }

    private End force(Open file, String call) throws IOException {
        look(file, "a native method before " + call);
        return (result, thrown) -> {
            boolean done = thrown == null && !(result instanceof Integer status && status < 0);
            if (done) {
                recorder.forced(call, file.inode);
            }
        };
    }

    /** The bytes come from another file, without being seen. */
    private End transfer(Open file) throws IOException {
        String call = Callers.jdkMethod("copy");
        lookIfResized(file, call);
        return (result, thrown) -> look(file, call);
    }

    private End close(Open file) throws IOException {
        look(file, "a native method before " + Callers.jdkMethod("close"));
        return NOTHING;
    }

    /** On JDK 17 {@code RandomAccessFile.setLength} is a native method. */
    private void lookIfResized(Open file, String call) throws IOException {
        if (recorder.isFile(file.inode) && descriptors.size(file.descriptor) != recorder.length(file.inode)) {
            look(file, "a native method before " + call);
        }
    }

    private void look(Open file, String call) throws IOException {
        if (recorder.isFile(file.inode)) {
            recorder.look(call, file.path, file.inode, descriptors.content(file.descriptor));
        }
    }

    private @Nullable Call map(@Nullable Object self, Object[] arguments) throws IOException {
        if (HARMLESS.contains(arguments[0])) {
            return null;
        }
        return call(descriptors.of(self), file -> {
            recorder.unseen(
                    file.path, "was mapped into memory (FileChannel.map), and what is written there can't be seen");
            return NOTHING;
        });
    }

    /**
     * Where {@code FileDescriptor.sync} is a native method, code that has a descriptor can force the file without being
     * seen.
     */
    private @Nullable Call descriptorHandedOut(@Nullable Object self) throws IOException {
        if (HookedMethods.seesSync()) {
            return null;
        }
        return call(descriptors.of(self), file -> {
            recorder.unseenForce(
                    file.path,
                    "may have been forced by FileDescriptor.sync, a native method on Java %d; FileChannel.force is seen"
                            .formatted(Runtime.version().feature()));
            return NOTHING;
        });
    }

    private int number(@Nullable Object descriptor) {
        return descriptor == null ? -1 : descriptors.number((FileDescriptor) descriptor);
    }
}
