package io.github.atomicwrite.jackson;

import io.github.atomicwrite.state.StateFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The formats of an application that has Jackson 3. A file must have exactly the shape of its type.
 *
 * <p>The application's mapper stays as it is: what is stricter here is set on a copy.
 */
public final class Jackson3Formats {
    private final JsonMapper mapper;

    /**
     * Creates the formats.
     *
     * @param mapper the application's own, or that of its state files
     */
    public Jackson3Formats(JsonMapper mapper) {
        this.mapper = Jackson3Strictness.copy(mapper);
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
            } catch (Jackson3Writing.NullException refused) {
                throw Refusal.onWrite(path(refused), refused);
            }
        }

        /** Doesn't ask the mapper about nothing or null: it may make zero, an empty Optional or a node of them. */
        @Override
        @Nullable
        T parse(byte[] text) {
            try (JsonParser parser = reader.createParser(text)) {
                JsonToken first = parser.nextToken();
                return first == null || first == JsonToken.VALUE_NULL ? null : reader.readValue(parser);
            }
        }

        @Override
        JsonWalk.Tokens tokens(byte[] text) {
            return new ParsedTokens(reader.createParser(text));
        }

        @Override
        List<Object> path(Throwable refusal) {
            List<Object> path = new ArrayList<>();
            if (refusal instanceof JacksonException refused) {
                for (JacksonException.Reference step : refused.getPath()) {
                    path.add(step.getPropertyName() != null ? step.getPropertyName() : (Object) step.getIndex());
                }
            }
            return path;
        }

        @Override
        String reason(Throwable refusal) {
            return refusal instanceof JacksonException refused ? refused.getOriginalMessage() : refusal.toString();
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
            } catch (JacksonException damage) {
                TokenStreamLocation at = damage.getLocation();
                boolean known = at != null && at.getColumnNr() > 0;
                throw new DamageException(
                        position(known ? at : parser.currentLocation()), damage.getOriginalMessage(), damage);
            }
        }

        @Override
        public void decode() {
            StreamReadConstraints limits = parser.streamReadConstraints();
            switch (parser.currentTokenId()) {
                case TEXT -> limits.validateStringLength(parser.getStringLength());
                case INTEGER -> limits.validateIntegerLength(parser.getStringLength());
                case DECIMAL -> limits.validateFPLength(parser.getStringLength());
                default -> {}
            }
        }

        @Override
        public String name() {
            return parser.currentName();
        }

        @Override
        public String position() {
            return position(parser.currentTokenLocation());
        }

        @Override
        public void close() {
            parser.close();
        }

        private static String position(TokenStreamLocation at) {
            return Refusal.position(at.getLineNr(), at.getColumnNr());
        }
    }
}
