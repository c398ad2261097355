package com.example.flow;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.stereotype.Component;

/** Handles a signal: appends its name to a list. */
@Component
class SignalHandler {
    static final String DONE = "done";

    private final Path handled;
    private final ConcurrentMetadataStore metadataStore;

    SignalHandler(@Value("${flow.handled}") Path handled, ConcurrentMetadataStore metadataStore) {
        this.handled = handled;
        this.metadataStore = metadataStore;
    }

    /** Returns the key of the signal in a file. The file's name is a number and the signal: 17-signal. */
    static String keyOf(File file) {
        return "signal:" + signalIn(file);
    }

    private static String signalIn(File file) {
        return file.getName().substring(file.getName().indexOf('-') + 1);
    }

    void handle(File file) {
        try {
            Files.writeString(handled, signalIn(file) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        metadataStore.put(keyOf(file), DONE);
    }
}
