package io.github.atomicwrite.integration;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.jackson.Jackson2Formats;
import io.github.atomicwrite.jackson.Jackson3Formats;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;

/** Opens metadata files with each version of Jackson. */
enum Stores {
    JACKSON_3 {
        @Override
        StateFormat<Map<String, String>> format() {
            return new Jackson3Formats(tools.jackson.databind.json.JsonMapper.shared()).of(TYPE.getType());
        }
    },
    JACKSON_2 {
        @Override
        StateFormat<Map<String, String>> format() {
            return new Jackson2Formats(new com.fasterxml.jackson.databind.ObjectMapper()).of(TYPE.getType());
        }
    };

    private static final ParameterizedTypeReference<Map<String, String>> TYPE = new ParameterizedTypeReference<>() {};

    abstract StateFormat<Map<String, String>> format();

    StateFile<Map<String, String>> file(Path path, AtomicFileWriter writer) {
        return StateFile.of(path, format(), writer);
    }

    StateFile<Map<String, String>> file(Path path) {
        return file(path, AtomicFileWriter.create());
    }

    StateFileMetadataStore store(Path path) {
        return new StateFileMetadataStore(file(path));
    }
}
