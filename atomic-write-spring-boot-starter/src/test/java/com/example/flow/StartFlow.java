package com.example.flow;

import java.io.File;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.integration.file.filters.FileSystemPersistentAcceptOnceFileListFilter;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.stereotype.Component;

/**
 * Starts the flow. Before that, it lets the filter accept again the files that a killed run has accepted but not
 * handled.
 */
@Component
@Order(2)
class StartFlow implements ApplicationRunner {
    private final File inbox;
    private final FileSystemPersistentAcceptOnceFileListFilter seenFiles;
    private final ConcurrentMetadataStore metadataStore;
    private final Lifecycle adapter;

    StartFlow(
            @Value("${flow.inbox}") File inbox,
            FileSystemPersistentAcceptOnceFileListFilter seenFiles,
            ConcurrentMetadataStore metadataStore,
            @Lazy @Qualifier("inbox") Lifecycle adapter) {
        this.inbox = inbox;
        this.seenFiles = seenFiles;
        this.metadataStore = metadataStore;
        this.adapter = adapter;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (File file : Objects.requireNonNull(inbox.listFiles(), "no directory: " + inbox)) {
            if (!SignalHandler.DONE.equals(metadataStore.get(SignalHandler.keyOf(file)))) {
                seenFiles.remove(file);
            }
        }
        adapter.start();
    }
}
