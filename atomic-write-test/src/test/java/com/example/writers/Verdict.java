package com.example.writers;

import java.util.concurrent.Callable;

/** What a crash test says about a program. */
enum Verdict {
    SURVIVES,
    BREAKS,
    REFUSED;

    static Verdict of(Callable<?> crashTest) throws Exception {
        try {
            crashTest.call();
            return SURVIVES;
        } catch (AssertionError broken) {
            return BREAKS;
        } catch (UnsupportedOperationException unseen) {
            return REFUSED;
        }
    }
}
