package com.example.flow;

import io.github.atomicwrite.spring.StateFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.Order;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.stereotype.Component;

/** Copies the keys of a metadata file into the metadata store, before the flow starts. It may run again. */
@Component
@Order(1)
@ConditionalOnProperty("flow.copy-from")
class CopyKeys implements ApplicationRunner {
    private static final ParameterizedTypeReference<Map<String, String>> ENTRIES =
            new ParameterizedTypeReference<>() {};

    private final StateFiles stateFiles;
    private final ConcurrentMetadataStore metadataStore;
    private final String file;

    CopyKeys(StateFiles stateFiles, ConcurrentMetadataStore metadataStore, @Value("${flow.copy-from}") String file) {
        this.stateFiles = stateFiles;
        this.metadataStore = metadataStore;
        this.file = file;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        stateFiles
                .open(file, ENTRIES)
                .read()
                .orElseThrow(() -> new NoSuchFileException(file))
                .forEach(metadataStore::putIfAbsent);
    }
}
