package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.atomicwrite.state.StateFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The formats of an application that has Jackson 2. A file must have exactly the shape of its type.
 *
 * <p>The application's mapper stays as it is: what is stricter here is set on a copy.
 */
public final class Jackson2Formats {
    private final ObjectMapper mapper;

    /**
     * Creates the formats.
     *
     * @param mapper the application's own, or that of its state files
     */
    public Jackson2Formats(ObjectMapper mapper) {
        this.mapper = Jackson2Strictness.copy(mapper);
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
        return new Format<>(mapper.readerFor(state), mapper.writerFor(state));
    }

    private static final class Format<T> extends JsonStateFormat<T> {
        private final ObjectReader reader;
        private final ObjectWriter writer;

        Format(ObjectReader reader, ObjectWriter writer) {
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        void generate(T state, OutputStream out) throws IOException {
            try {
                writer.writeValue(out, state);
            } catch (Jackson2Writing.NullException refused) {
                throw Refusal.onWrite(path(refused), refused);
            }
        }

        /** Doesn't ask the mapper about nothing or null: it may make zero, an empty Optional or a node of them. */
        @Override
        @Nullable
        T parse(byte[] text) throws IOException {
            try (JsonParser parser = reader.createParser(text)) {
                JsonToken first = parser.nextToken();
                return first == null || first == JsonToken.VALUE_NULL ? null : reader.readValue(parser);
            }
        }

        @Override
        JsonWalk.Tokens tokens(byte[] text) throws IOException {
            return new ParsedTokens(reader.createParser(text));
        }

        @Override
        List<Object> path(Throwable refusal) {
            List<Object> path = new ArrayList<>();
            if (refusal instanceof JsonMappingException refused) {
                for (JsonMappingException.Reference step : refused.getPath()) {
                    path.add(step.getFieldName() != null ? step.getFieldName() : (Object) step.getIndex());
                }
            }
            return path;
        }

        @Override
        String reason(Throwable refusal) {
            return refusal instanceof JsonProcessingException refused
                    ? refused.getOriginalMessage()
                    : refusal.toString();
        }
    }

    private record ParsedTokens(JsonParser parser) implements JsonWalk.Tokens {
        @Override
        public int next() throws IOException {
            try {
                return parser.nextToken() == null ? NONE : parser.currentTokenId();
            } catch (StreamConstraintsException tooLarge) { // says nothing about whether the text is whole
                throw Refusal.onRead(
                        position(parser.currentLocation()), List.of(), tooLarge.getOriginalMessage(), tooLarge);
            } catch (JsonProcessingException damage) {
                JsonLocation at = damage.getLocation();
                boolean known = at != null && at.getColumnNr() > 0;
                throw new DamageException(
                        position(known ? at : parser.currentLocation()), damage.getOriginalMessage(), damage);
            }
        }

        @Override
        public void decode() throws IOException {
            StreamReadConstraints limits = parser.streamReadConstraints();
            switch (parser.currentTokenId()) {
                case TEXT -> limits.validateStringLength(parser.getTextLength());
                case INTEGER -> limits.validateIntegerLength(parser.getTextLength());
                case DECIMAL -> limits.validateFPLength(parser.getTextLength());
                default -> {}
            }
        }

        @Override
        public String name() throws IOException {
            return parser.currentName();
        }

        @Override
        public String position() {
            return position(parser.currentTokenLocation());
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }

        private static String position(JsonLocation at) {
            return Refusal.position(at.getLineNr(), at.getColumnNr());
        }
    }
}
