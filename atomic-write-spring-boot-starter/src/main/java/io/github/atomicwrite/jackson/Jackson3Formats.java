package io.github.atomicwrite.jackson;

import io.github.atomicwrite.state.StateFormat;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** The formats of an application that has Jackson 3. Its mapper stays as it is: what is stricter here is set on readers alone. */
public final class Jackson3Formats {
    private final JsonMapper mapper;

    /**
     * Creates the formats.
     *
     * @param mapper the application's own
     */
    public Jackson3Formats(JsonMapper mapper) {
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
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return new Format<>(state, reader, mapper.writerFor(state));
    }

    private record Format<T>(JavaType type, ObjectReader reader, ObjectWriter writer) implements StateFormat<T> {
        @Override
        public void write(T state, OutputStream out) {
            writer.writeValue(out, state);
        }

        @Override
        public T read(InputStream in) {
            try (JsonParser parser = reader.createParser(in)) {
                return read(parser);
            }
        }

        private T read(JsonParser parser) {
            try {
                refuseNothing(parser);
                return reader.readValue(parser);
            } catch (JacksonException damage) {
                TokenStreamLocation at = damage.getLocation();
                throw new DamageException(at != null && at.getColumnNr() > 0 ? at : parser.currentLocation(), damage);
            }
        }

        /** Mappers make of nothing and of {@code null} what a type wants: zero, an empty {@code Optional}, a node. */
        private void refuseNothing(JsonParser parser) {
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
    private static final class DamageException extends StreamReadException {
        private static final long serialVersionUID = 1L;

        DamageException(TokenStreamLocation at, JacksonException damage) {
            super(null, damage.getOriginalMessage(), at, damage);
        }

        @Override
        public String getMessage() {
            return "line: %d, column: %d: %s"
                    .formatted(getLocation().getLineNr(), getLocation().getColumnNr(), getOriginalMessage());
        }
    }
}
