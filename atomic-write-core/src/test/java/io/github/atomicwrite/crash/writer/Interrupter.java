package io.github.atomicwrite.crash.writer;

import java.util.Arrays;

/** Interrupts a thread once within each force. */
final class Interrupter implements Runnable {
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
            boolean within = Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("force0"));
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
