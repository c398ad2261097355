package io.github.atomicwrite.test;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds in a stack which method of the JDK was called, and from which line of the project's own code. */
final class Callers {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final String NOWHERE = "an unknown place";

    /** What users call, and what it is within the JDK. */
    private static final Map<String, String> PUBLIC_NAMES = Map.of(
            "FileChannelImpl", "FileChannel",
            "SimpleAsynchronousFileChannelImpl", "AsynchronousFileChannel",
            "ChannelOutputStream", "OutputStream",
            "Channels", "OutputStream",
            "UnixFileSystemProvider", "FileSystemProvider");

    private final Class<?> action;
    private final Thread actionThread = Thread.currentThread();
    private final Map<String, Boolean> library = new ConcurrentHashMap<>();

    Callers(Class<?> action) {
        this.action = action;
    }

    /**
     * Returns the line from which this thread was called. Threads that do the work of another are called from the line
     * at which the action's own thread waits.
     */
    String caller() {
        List<StackTraceElement> own = outsideJdk(Thread.currentThread().getStackTrace());
        List<StackTraceElement> waiting =
                Thread.currentThread().equals(actionThread) ? List.of() : outsideJdk(actionThread.getStackTrace());
        return Stream.of(own, waiting)
                .flatMap(List::stream)
                .filter(this::isOfTheProject)
                .findFirst()
                .or(() -> Stream.of(own, waiting).flatMap(List::stream).findFirst())
                .map(Callers::text)
                .orElse(NOWHERE);
    }

    /**
     * Returns the method of the JDK that is nearest to the caller.
     *
     * @param systemCall what it does; added, if the method's name doesn't say so
     */
    static String jdkMethod(String systemCall) {
        StackTraceElement frame = nearestToCaller();
        if (frame == null) {
            return systemCall;
        }
        String type = HookedMethods.simpleName(frame.getClassName()).replaceFirst("\\$.*", "");
        String method = frame.getMethodName();
        String named = PUBLIC_NAMES.getOrDefault(type, type) + ".";
        if (method.equals("run") || method.contains("$")) {
            return named + systemCall; // a task that the JDK has made
        }
        boolean says = method.toLowerCase(Locale.ROOT).contains(systemCall);
        return says ? named + method : "%s%s (%s)".formatted(named, method, systemCall);
    }

    private static @Nullable StackTraceElement nearestToCaller() {
        @Nullable StackTraceElement nearest = null;
        boolean within = false;
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            within |= isHooked(frame);
            if (within && !isJdk(frame)) {
                break;
            }
            if (within && !isPlumbing(frame)) {
                nearest = frame;
            }
        }
        return nearest;
    }

    private static boolean isHooked(StackTraceElement frame) {
        return HookedMethods.of(frame.getClassName()).contains(frame.getMethodName());
    }

    /** How a thread or a reflective call begins says nothing of what was done. */
    private static boolean isPlumbing(StackTraceElement frame) {
        return Stream.of("java.lang.", "java.util.concurrent.", "jdk.internal.")
                .anyMatch(frame.getClassName()::startsWith);
    }

    private List<StackTraceElement> outsideJdk(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> !isJdk(frame) && !isOfThisLibrary(frame.getClassName()))
                .toList();
    }

    private static boolean isJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return (module != null && (module.startsWith("java.") || module.startsWith("jdk.")))
                || JDK.stream().anyMatch(frame.getClassName()::startsWith);
    }

    /** By where its class comes from, since the project's own packages may be named alike. */
    private boolean isOfThisLibrary(String className) {
        if (!className.startsWith("io.github.atomicwrite.")) {
            return false;
        }
        return library.computeIfAbsent(className, name -> {
            try {
                Class<?> type = Class.forName(name, false, Callers.class.getClassLoader());
                CodeSource source = type.getProtectionDomain().getCodeSource();
                return source == null
                        || source.equals(Callers.class.getProtectionDomain().getCodeSource())
                        || source.equals(io.github.atomicwrite.AtomicFileWriter.class
                                .getProtectionDomain()
                                .getCodeSource());
            } catch (ClassNotFoundException | LinkageError ofAnotherLoader) {
                return false;
            }
        });
    }

    /**
     * Whether its package begins like that of the action: with the same two names, or with the same one if it has no
     * more.
     */
    private boolean isOfTheProject(StackTraceElement frame) {
        return beginning(packageOf(frame.getClassName())).equals(beginning(action.getPackageName()));
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private static String beginning(String packageName) {
        return Arrays.stream(packageName.split("\\.", -1)).limit(2).reduce("", (all, name) -> all + name + ".");
    }

    private static String text(StackTraceElement frame) {
        return "%s.%s(%s:%d)"
                .formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }
}
