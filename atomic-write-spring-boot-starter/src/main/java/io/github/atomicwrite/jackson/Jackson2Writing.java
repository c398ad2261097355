package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.impl.UnwrappingBeanPropertyWriter;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes whatever is required to read a state, and refuses a state that could not be read. */
final class Jackson2Writing extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<ObjectMapper> mapper;

    Jackson2Writing(Supplier<ObjectMapper> mapper) {
        this.mapper = mapper;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> writers) {
        List<BeanPropertyDefinition> required =
                mapper.get().getDeserializationConfig().introspect(type.getType()).findProperties().stream()
                        .filter(property -> Jackson2Required.isRequired(property.getConstructorParameter()))
                        .toList();
        writers.replaceAll(writer -> required.stream()
                .filter(property -> !writer.isVirtual() && isWrittenBy(writer, property))
                .findFirst()
                .map(property -> required(config, type, property, writer))
                .orElse(writer));
        return writers;
    }

    /** A constructor's unwrapped parameter has a name that Jackson has made up. */
    private static boolean isWrittenBy(BeanPropertyWriter writer, BeanPropertyDefinition property) {
        return writer.getName().equals(writer.isUnwrapping() ? property.getInternalName() : property.getName());
    }

    private static BeanPropertyWriter required(
            SerializationConfig config,
            BeanDescription type,
            BeanPropertyDefinition property,
            BeanPropertyWriter writer) {
        NameTransformer transformer = writer.isUnwrapping()
                ? config.getAnnotationIntrospector().findUnwrappingNameTransformer(writer.getMember())
                : null;
        if (transformer != null) {
            return new UnwrappedWriter(writer, transformer);
        }
        if (writer.hasNullSerializer()) {
            return writer;
        }
        BeanPropertyWriter always = new AlwaysWriter(property, writer, type);
        if (Jackson2Required.refusesNull(property.getConstructorParameter())) {
            always.assignNullSerializer(new NullRefuser());
        }
        return always;
    }

    /** Writes a property that the mapper would leave out: an empty collection, for example. */
    private static final class AlwaysWriter extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        AlwaysWriter(BeanPropertyDefinition property, BeanPropertyWriter writer, BeanDescription type) {
            super(
                    property,
                    writer.getMember(),
                    type.getClassAnnotations(),
                    writer.getType(),
                    writer.getSerializer(),
                    writer.getTypeSerializer(),
                    writer.getSerializationType(),
                    false,
                    null,
                    writer.getViews());
        }
    }

    /** Refuses null, which leaves no trace where an object's properties are written among others. */
    private static final class UnwrappedWriter extends UnwrappingBeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        UnwrappedWriter(BeanPropertyWriter writer, NameTransformer transformer) {
            super(writer, transformer);
        }

        @Override
        public void serializeAsField(Object bean, JsonGenerator generator, SerializerProvider context)
                throws Exception {
            if (get(bean) == null) {
                throw new NullException(generator);
            }
            super.serializeAsField(bean, generator, context);
        }
    }

    private static final class NullRefuser extends JsonSerializer<Object> {
        @Override
        public void serialize(@Nullable Object none, JsonGenerator generator, SerializerProvider context)
                throws JsonMappingException {
            throw new NullException(generator);
        }
    }

    /** A required property is null in a state that is to be written. */
    static final class NullException extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        NullException(JsonGenerator generator) {
            super(generator, Refusal.NULL_FOR_REQUIRED);
        }
    }
}
