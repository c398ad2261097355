package com.example.signals;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Publishes the signals of the day in a file that others read at any time. */
@Component
class DailyReport {
    private final AtomicFileWriter writer;
    private final SignalDeduplicator signals;

    DailyReport(AtomicFileWriter writer, SignalDeduplicator signals) {
        this.writer = writer;
        this.signals = signals;
    }

    void publish(Path file) throws IOException {
        String report = signals.seen().entrySet().stream()
                .map(signal -> signal.getValue() + " " + signal.getKey() + "\n")
                .sorted()
                .collect(Collectors.joining());
        writer.writeString(file, report);
    }
}
