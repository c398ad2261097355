package io.github.atomicwrite.spring;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.jackson.Jackson2Formats;
import io.github.atomicwrite.jackson.Jackson3Formats;
import java.nio.file.Path;

/** The two versions of Jackson, each with a mapper that is as lenient as possible. */
enum Jackson {
    THREE {
        @Override
        StateFiles stateFiles(Path directory, AtomicFileWriter writer) {
            var mapper = tools.jackson.databind.json.JsonMapper.builder()
                    .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(tools.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(tools.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
                    .enable(tools.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
                    .build();
            return new StateFiles(directory, writer, new Jackson3Formats(mapper)::of);
        }
    },
    TWO {
        @Override
        StateFiles stateFiles(Path directory, AtomicFileWriter writer) {
            var mapper = com.fasterxml.jackson.databind.json.JsonMapper.builder()
                    .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
                    .build();
            return new StateFiles(directory, writer, new Jackson2Formats(mapper)::of);
        }
    };

    abstract StateFiles stateFiles(Path directory, AtomicFileWriter writer);

    StateFiles stateFiles(Path directory) {
        return stateFiles(directory, AtomicFileWriter.create());
    }
}
