package io.github.atomicwrite.crash.writer;

import java.util.Arrays;

/** Interrupts a thread each time that it is found within a force, once per force. */
final class Interrupter implements Runnable {
    private final Thread victim;
    private volatile boolean finished;
    private volatile int hits;

    private Interrupter(Thread victim) {
        this.victim = victim;
    }

    static Interrupter of(Thread victim) {
        Interrupter interrupter = new Interrupter(victim);
        Thread thread = new Thread(interrupter, "interrupter");
        thread.setDaemon(true);
        thread.start();
        return interrupter;
    }

    @Override
    public void run() {
        boolean wasWithin = false;
        int count = 0;
        while (!finished) {
            boolean within = Arrays.stream(victim.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("force0"));
            if (within && !wasWithin) {
                victim.interrupt();
                hits = ++count;
            }
            wasWithin = within;
        }
    }

    /** Ends it, and tells how many forces it has interrupted. */
    int finish() {
        finished = true;
        return hits;
    }
}
