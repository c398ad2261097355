package com.example.signals;

import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Service;

/** Recognises signals that come again. It remembers each signal for a day, even if the process is killed. */
@Service
class SignalDeduplicator {
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final StateFile<TreeMap<String, Instant>> seen;

    SignalDeduplicator(StateFiles stateFiles) {
        this.seen = stateFiles
                .open("seen-signals.json", new ParameterizedTypeReference<TreeMap<String, Instant>>() {})
                .withCorruptionHandler(CorruptionHandler.quarantine());
    }

    /** Returns true once for each signal. By then it is remembered on disk. */
    boolean isNew(String signal) throws IOException {
        Instant now = Instant.now();
        AtomicBoolean isNew = new AtomicBoolean();
        seen.update(TreeMap::new, known -> {
            known.values().removeIf(now.minus(REMEMBERED)::isAfter);
            isNew.set(known.putIfAbsent(signal, now) == null);
            return known;
        });
        return isNew.get();
    }

    /** Returns the signals that are remembered, and when each came first. */
    Map<String, Instant> seen() throws IOException {
        return seen.read().orElseGet(TreeMap::new);
    }
}
