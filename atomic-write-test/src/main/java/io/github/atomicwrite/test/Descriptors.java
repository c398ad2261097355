package io.github.atomicwrite.test;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Linux knows of the descriptors of this process. Nothing is kept: a descriptor may be used again for another
 * file, and a file may be moved while it is open.
 */
final class Descriptors {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path INFORMATION = Path.of("/proc/self/fdinfo");
    private static final String DELETED = " (deleted)";

    private static final int O_APPEND = 02000;
    private static final int O_DSYNC = 010000;
    private static final int O_ACCESS = 03;

    private final Field number = field(FileDescriptor.class);
    private final Map<Class<?>, Field> owners = owners();

    private static Map<Class<?>, Field> owners() {
        try {
            Class<?> channel = Class.forName("sun.nio.ch.FileChannelImpl", false, null);
            return Stream.of(FileOutputStream.class, FileInputStream.class, RandomAccessFile.class, channel)
                    .collect(Collectors.toMap(type -> type, Descriptors::field));
        } catch (ClassNotFoundException changed) {
            throw unknownJava(changed);
        }
    }

    private static Field field(Class<?> type) {
        try {
            Field field = type.getDeclaredField("fd");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException changed) {
            throw unknownJava(changed);
        }
    }

    private static UnsupportedOperationException unknownJava(ReflectiveOperationException changed) {
        return new UnsupportedOperationException("A crash can't be simulated on Java " + Runtime.version(), changed);
    }

    static boolean areKnown() {
        return Files.isDirectory(DESCRIPTORS) && Files.isDirectory(INFORMATION);
    }

    /** Returns the number, or -1 if the descriptor is closed. */
    int number(FileDescriptor descriptor) {
        try {
            return number.getInt(descriptor);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("made accessible", impossible);
        }
    }

    /** Returns the number of the descriptor that a stream, a file or a channel uses, or -1. */
    int of(@Nullable Object owner) {
        for (Map.Entry<Class<?>, Field> entry : owners.entrySet()) {
            if (entry.getKey().isInstance(owner)) {
                try {
                    FileDescriptor descriptor =
                            (FileDescriptor) entry.getValue().get(owner);
                    return descriptor == null ? -1 : number(descriptor);
                } catch (IllegalAccessException impossible) {
                    throw new AssertionError("made accessible", impossible);
                }
            }
        }
        return -1;
    }

    /** Returns the path of the open file, or null if it has none: it is closed, deleted, a pipe, a socket. */
    @Nullable
    Path path(int descriptor) throws IOException {
        if (descriptor < 0) {
            return null;
        }
        try {
            String target = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/") && !target.endsWith(DELETED) ? Path.of(target) : null;
        } catch (NoSuchFileException closed) {
            return null;
        }
    }

    /** Returns what can be read through another descriptor of the same file, however the first one was opened. */
    byte[] content(int descriptor) throws IOException {
        return Files.readAllBytes(DESCRIPTORS.resolve(Integer.toString(descriptor)));
    }

    byte[] content(int descriptor, int offset, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(
                DESCRIPTORS.resolve(Integer.toString(descriptor)).toFile(), "r")) {
            byte[] bytes = new byte[length];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        }
    }

    long size(int descriptor) throws IOException {
        return Files.size(DESCRIPTORS.resolve(Integer.toString(descriptor)));
    }

    Status status(int descriptor) throws IOException {
        long position = 0;
        int flags = 0;
        for (String line : Files.readAllLines(INFORMATION.resolve(Integer.toString(descriptor)))) {
            if (line.startsWith("pos:")) {
                position = Long.parseLong(line.substring(4).strip());
            } else if (line.startsWith("flags:")) {
                flags = (int) Long.parseLong(line.substring(6).strip(), 8);
            }
        }
        return new Status(position, (flags & O_APPEND) != 0, (flags & O_DSYNC) != 0, (flags & O_ACCESS) != 0);
    }

    /** @param forces whether each write is forced by the kernel, as {@code O_SYNC} and {@code O_DSYNC} have it */
    record Status(long position, boolean appends, boolean forces, boolean writes) {}
}
