package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import io.github.atomicwrite.jackson.ScalarSample.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number, a truth value or an enum constant from the kind of JSON value that the mapper writes for it. Where an
 * annotation or a serializer has a number written as text, for example, text is read.
 */
final class Jackson2Scalar extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<ObjectMapper> mapper;
    private final Kind written;

    Jackson2Scalar(JsonDeserializer<?> deserializer, Supplier<ObjectMapper> mapper, Kind written) {
        super(deserializer);
        this.mapper = mapper;
        this.written = written;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
        return new Jackson2Scalar(deserializer, mapper, written);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        Object sample = ScalarSample.of(handledType());
        return new Jackson2Scalar(
                context.handleSecondaryContextualization(
                        _delegatee, property, context.constructType(_delegatee.handledType())),
                mapper,
                sample == null ? Kind.OTHER : written(sample, property));
    }

    private Kind written(Object sample, @Nullable BeanProperty property) throws JsonMappingException {
        SerializerProvider context = mapper.get().getSerializerProviderInstance();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = mapper.get().createGenerator(json)) {
            serializer(sample, property, context).serialize(sample, generator, context);
        } catch (IOException unwritten) {
            throw JsonMappingException.fromUnexpectedIOE(unwritten);
        }
        return Kind.of(json.toByteArray());
    }

    private static JsonSerializer<Object> serializer(
            Object sample, @Nullable BeanProperty property, SerializerProvider context) throws JsonMappingException {
        AnnotatedMember member = property == null ? null : property.getMember();
        if (property != null && member != null) {
            AnnotationIntrospector annotations = context.getAnnotationIntrospector();
            Object annotated = property.getType().isContainerType()
                    ? annotations.findContentSerializer(member)
                    : annotations.findSerializer(member);
            if (annotated != null) {
                return context.serializerInstance(member, annotated);
            }
        }
        return context.findPrimaryPropertySerializer(sample.getClass(), property);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonToken token = parser.currentToken();
        boolean number = token != null && token.isNumeric();
        if (number && handledType().isEnum() && written != Kind.NUMBER) {
            return context.handleUnexpectedToken(handledType(), parser);
        }
        if (token == JsonToken.VALUE_NUMBER_INT && isByte() && parser.getIntValue() > Byte.MAX_VALUE) {
            return context.handleWeirdNumberValue(
                    handledType(), parser.getIntValue(), "overflow, value cannot be a byte");
        }
        if (number && isTruth() && written == Kind.NUMBER) {
            return parser.getIntValue() != 0;
        }
        return token == JsonToken.VALUE_STRING
                        && written == Kind.TEXT
                        && !handledType().isEnum()
                ? deserializeText(parser, context)
                : super.deserialize(parser, context);
    }

    /** Jackson reads 200 as the byte -56. */
    private boolean isByte() {
        return handledType() == byte.class || handledType() == Byte.class;
    }

    private boolean isTruth() {
        return handledType() == boolean.class || handledType() == Boolean.class;
    }

    /** Text that is no number is left to the deserializer: it knows {@code NaN}, and refuses the rest. */
    private @Nullable Object deserializeText(JsonParser text, DeserializationContext context) throws IOException {
        try (JsonParser content = text.getCodec().getFactory().createParser(text.getText())) {
            JsonToken token = content.nextToken();
            if (token != null && (token.isNumeric() || token.isBoolean())) {
                Object value = super.deserialize(content, context);
                if (content.nextToken() == null) {
                    return value;
                }
            }
        } catch (StreamReadException noNumber) {
            return super.deserialize(text, context);
        }
        return super.deserialize(text, context);
    }
}
