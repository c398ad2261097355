package io.github.atomicwrite.test;

import java.io.FileDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods of the JDK through which every write of Java code goes, on JDK 17 and later: the last ones before the
 * native code.
 *
 * <p>Higher ones wouldn't do: {@code Files.move} with {@code REPLACE_EXISTING} is an unlink and a rename, and a crash
 * may come between them. Native methods can't be hooked; those of JDK 17 that matter are seen by their effect or lead
 * to a {@link BlindSpot}.
 */
final class HookedMethods {
    /** Class to methods. Where the name of a class or a method depends on the JDK, all are listed. */
    private static final Map<String, Set<String>> NAMES = Map.ofEntries(
            Map.entry(
                    "sun.nio.fs.UnixNativeDispatcher",
                    Set.of(
                            "open",
                            "openat",
                            "close",
                            "rename",
                            "renameat",
                            "unlink",
                            "unlinkat",
                            "mkdir",
                            "rmdir",
                            "link",
                            "symlink",
                            "mknod")),
            Map.entry("sun.nio.fs.LinuxFileSystem", Set.of("directCopy", "bufferedCopy")),
            Map.entry(
                    "sun.nio.ch.FileDispatcherImpl",
                    Set.of("write", "pwrite", "writev", "truncate", "force", "close", "transferTo", "transferFrom")),
            Map.entry(
                    "sun.nio.ch.UnixFileDispatcherImpl",
                    Set.of("write", "pwrite", "writev", "truncate", "force", "close")),
            Map.entry("sun.nio.ch.FileChannelImpl", Set.of("map", "transferToDirectlyInternal")),
            Map.entry("java.io.FileOutputStream", Set.of("open", "write", "getFD")),
            Map.entry("java.io.FileInputStream", Set.of("getFD")),
            Map.entry(
                    "java.io.RandomAccessFile",
                    Set.of("open", "write", "writeBytes", "implWrite", "implWriteBytes", "setLength", "getFD")),
            Map.entry("java.io.FileDescriptor", Set.of("sync", "close")),
            Map.entry("java.io.File", Set.of("createNewFile", "createTempFile", "mkdir", "delete", "renameTo")));

    /** Without these, nothing that a recording says could be trusted. */
    private static final Set<String> REQUIRED = Set.of(
            "UnixNativeDispatcher.open",
            "UnixNativeDispatcher.close",
            "UnixNativeDispatcher.rename",
            "UnixNativeDispatcher.unlink",
            "UnixNativeDispatcher.mkdir",
            "UnixNativeDispatcher.rmdir",
            "UnixNativeDispatcher.link",
            "UnixNativeDispatcher.symlink",
            "FileDispatcherImpl.write",
            "FileDispatcherImpl.pwrite",
            "FileDispatcherImpl.writev",
            "FileDispatcherImpl.truncate",
            "FileDispatcherImpl.force",
            "FileChannelImpl.map",
            "FileOutputStream.open",
            "FileOutputStream.write",
            "RandomAccessFile.open",
            "RandomAccessFile.write",
            "FileDescriptor.close",
            "File.delete",
            "File.renameTo");

    private HookedMethods() {}

    /** Whether a force through a {@link FileDescriptor} can be seen: on JDK 17 it is a native method. */
    static boolean seesSync() {
        try {
            return !Modifier.isNative(FileDescriptor.class.getMethod("sync").getModifiers());
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError("every Java has it", impossible);
        }
    }

    /**
     * Returns the classes of this JDK that have such methods.
     *
     * @throws UnsupportedOperationException if this JDK hasn't got a method that is needed
     */
    static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (String name : NAMES.keySet()) {
            find(name).ifPresent(type -> {
                classes.add(type);
                Arrays.stream(type.getDeclaredMethods())
                        .filter(HookedMethods::isHooked)
                        .map(method -> simpleName(name) + "." + method.getName())
                        .forEach(found::add);
            });
        }
        for (String method : REQUIRED) {
            if (!found.contains(method) && !found.contains(method.replace("FileD", "UnixFileD"))) {
                throw new UnsupportedOperationException("A crash can't be simulated on Java %s: it has no method %s"
                        .formatted(Runtime.version(), method));
            }
        }
        return classes;
    }

    private static Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name, false, null));
        } catch (ClassNotFoundException ofAnotherJdk) {
            return Optional.empty(); // REQUIRED says whether that matters
        }
    }

    private static boolean isHooked(Method method) {
        return !Modifier.isNative(method.getModifiers())
                && NAMES.getOrDefault(method.getDeclaringClass().getName(), Set.of())
                        .contains(method.getName());
    }

    static Set<String> of(String className) {
        return NAMES.getOrDefault(className, Set.of());
    }

    static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
