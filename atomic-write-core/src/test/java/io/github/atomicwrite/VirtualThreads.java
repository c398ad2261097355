package io.github.atomicwrite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Virtual threads, of which the JDK that compiles the tests may know nothing. */
final class VirtualThreads {
    private static final int FIRST = 21;

    private VirtualThreads() {}

    static void assumeKnown() {
        assumeTrue(Runtime.version().feature() >= FIRST, "JDK 17 has no virtual threads");
    }

    /** Starts a task in a virtual thread. */
    static Thread start(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JDK has no virtual threads", e);
        }
    }
}
