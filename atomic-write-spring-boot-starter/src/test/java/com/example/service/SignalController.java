package com.example.service;

import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Adds signals, and lists them. */
@RestController
class SignalController {
    record Signals(TreeMap<String, Instant> seenAt, Instant lastRun) {}

    private final StateFile<Signals> signals;

    SignalController(StateFiles stateFiles) {
        this.signals =
                stateFiles.open("signals.json", Signals.class).withCorruptionHandler(CorruptionHandler.quarantine());
    }

    /** Answers when the signal is on disk. */
    @PostMapping("/signals/{signal}")
    String add(@PathVariable("signal") String signal) throws IOException {
        Instant now = Instant.now();
        signals.update(() -> new Signals(new TreeMap<>(), now), known -> {
            known.seenAt().put(signal, now);
            return new Signals(known.seenAt(), now);
        });
        return signal;
    }

    /** Returns each signal in a line of its own. */
    @GetMapping("/signals")
    String all() throws IOException {
        return signals.read()
                .map(known -> String.join("\n", known.seenAt().keySet()) + "\n")
                .orElse("");
    }
}
