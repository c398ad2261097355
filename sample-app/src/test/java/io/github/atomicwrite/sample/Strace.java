package io.github.atomicwrite.sample;

import java.io.IOException;

/** Whether strace is there and may trace: it alone makes system calls fail on request. */
final class Strace {
    private Strace() {}

    static boolean works() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
