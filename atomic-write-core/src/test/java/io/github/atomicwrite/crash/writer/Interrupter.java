package io.github.atomicwrite.crash.writer;

import java.util.Arrays;
import java.util.Set;

/** Interrupts a thread once within each force. */
final class Interrupter implements Runnable {
    /** The methods that call {@code fsync(2)}: the JDK's, and that of the direct system calls. */
    private static final Set<String> FORCES = Set.of("force0", "fsync");

    private final Thread thread;
    private volatile boolean stopped;
    private volatile int interrupts;

    private Interrupter(Thread thread) {
        this.thread = thread;
    }

    static Interrupter of(Thread thread) {
        Interrupter interrupter = new Interrupter(thread);
        Thread runner = new Thread(interrupter, "interrupter");
        runner.setDaemon(true);
        runner.start();
        return interrupter;
    }

    @Override
    public void run() {
        boolean wasWithin = false;
        int count = 0;
        while (!stopped) {
            boolean within =
                    Arrays.stream(thread.getStackTrace()).anyMatch(frame -> FORCES.contains(frame.getMethodName()));
            if (within && !wasWithin) {
                thread.interrupt();
                interrupts = ++count;
            }
            wasWithin = within;
        }
    }

    /** Stops, and returns the number of forces that were interrupted. */
    int stop() {
        stopped = true;
        return interrupts;
    }
}
