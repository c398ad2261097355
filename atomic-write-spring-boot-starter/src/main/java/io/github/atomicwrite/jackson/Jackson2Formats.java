package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.atomicwrite.state.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;

/** The formats of an application that has Jackson 2. Its mapper stays as it is: what is stricter here is set on readers alone. */
public final class Jackson2Formats {
    private final ObjectMapper mapper;

    /**
     * Creates the formats.
     *
     * @param mapper the application's own
     */
    public Jackson2Formats(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Returns the format of a type.
     *
     * @param <T> the type of the state
     * @param type the same type, with its arguments
     * @return the format
     */
    public <T> StateFormat<T> of(Type type) {
        JavaType state = mapper.constructType(type);
        ObjectReader reader = mapper.readerFor(state)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return new Format<>(state, reader, mapper.writerFor(state));
    }

    private record Format<T>(JavaType type, ObjectReader reader, ObjectWriter writer) implements StateFormat<T> {
        @Override
        public void write(T state, OutputStream out) throws IOException {
            writer.writeValue(out, state);
        }

        @Override
        public T read(InputStream in) throws IOException {
            try (JsonParser parser = reader.createParser(in)) {
                return read(parser);
            }
        }

        private T read(JsonParser parser) throws IOException {
            try {
                refuseNothing(parser);
                return reader.readValue(parser);
            } catch (JsonProcessingException damage) {
                JsonLocation at = damage.getLocation();
                throw new DamageException(at != null && at.getColumnNr() > 0 ? at : parser.currentLocation(), damage);
            }
        }

        /** Mappers make of nothing and of {@code null} what a type wants: zero, an empty {@code Optional}, a node. */
        private void refuseNothing(JsonParser parser) throws IOException {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw MismatchedInputException.from(parser, type, "there is nothing but white space");
            }
            if (first == JsonToken.VALUE_NULL) {
                throw MismatchedInputException.from(parser, type, "there is null instead of a state");
            }
        }
    }

    /** Says in words where the damage is: depending on the source, Jackson's own message has no more than a byte's number, or not even that. */
    private static final class DamageException extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        DamageException(JsonLocation at, JsonProcessingException damage) {
            super(damage.getOriginalMessage(), at, damage);
        }

        @Override
        public String getMessage() {
            return "line: %d, column: %d: %s"
                    .formatted(getLocation().getLineNr(), getLocation().getColumnNr(), getOriginalMessage());
        }
    }
}
