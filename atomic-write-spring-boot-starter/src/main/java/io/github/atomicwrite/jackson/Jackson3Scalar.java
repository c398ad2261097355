package io.github.atomicwrite.jackson;

import io.github.atomicwrite.jackson.ScalarSample.Kind;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a number, a truth value or an enum constant from the kind of JSON value that the mapper writes for it. Where an
 * annotation or a serializer has a number written as text, for example, text is read.
 */
final class Jackson3Scalar extends DelegatingDeserializer {
    private final Supplier<JsonMapper> mapper;
    private final Kind written;

    Jackson3Scalar(ValueDeserializer<?> deserializer, Supplier<JsonMapper> mapper, Kind written) {
        super(deserializer);
        this.mapper = mapper;
        this.written = written;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
        return new Jackson3Scalar(deserializer, mapper, written);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        Object sample = ScalarSample.of(handledType());
        return new Jackson3Scalar(
                context.handleSecondaryContextualization(
                        _delegatee, property, context.constructType(_delegatee.handledType())),
                mapper,
                sample == null ? Kind.OTHER : written(sample, property));
    }

    private Kind written(Object sample, @Nullable BeanProperty property) {
        SerializationContext context = mapper.get()._serializationContext();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = mapper.get().createGenerator(json)) {
            serializer(sample, property, context).serialize(sample, generator, context);
        }
        return Kind.of(json.toByteArray());
    }

    private static ValueSerializer<Object> serializer(
            Object sample, @Nullable BeanProperty property, SerializationContext context) {
        AnnotatedMember member = property == null ? null : property.getMember();
        if (property != null && member != null) {
            AnnotationIntrospector annotations = context.getAnnotationIntrospector();
            Object annotated = property.getType().isContainerType()
                    ? annotations.findContentSerializer(context.getConfig(), member)
                    : annotations.findSerializer(context.getConfig(), member);
            if (annotated != null) {
                return context.serializerInstance(member, annotated);
            }
        }
        return context.findPrimaryPropertySerializer(sample.getClass(), property);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
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
    private @Nullable Object deserializeText(JsonParser text, DeserializationContext context) {
        try (JsonParser content = context.tokenStreamFactory().createParser(context, text.getString())) {
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
