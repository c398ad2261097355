package io.github.atomicwrite.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The kinds of threads. The benchmarks are compiled for Java 17, so a method handle starts the virtual threads. */
public enum ThreadKind {
    /** Threads of the operating system. */
    PLATFORM {
        @Override
        Thread start(Runnable task) {
            Thread thread = new Thread(task, "writer");
            thread.start();
            return thread;
        }
    },
    /** Virtual threads, which need JDK 21. */
    VIRTUAL {
        @Override
        Thread start(Runnable task) {
            try {
                return (Thread) startVirtualThread().invokeExact(task);
            } catch (Throwable notStarted) {
                throw new IllegalStateException("a virtual thread needs JDK 21 or newer", notStarted);
            }
        }
    };

    abstract Thread start(Runnable task);

    private static MethodHandle startVirtualThread() throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .findStatic(Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
    }
}
