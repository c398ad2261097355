package io.github.atomicwrite.jackson;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.UnwrappingBeanPropertyWriter;
import tools.jackson.databind.util.NameTransformer;

/** Writes whatever is required to read a state, and refuses a state that could not be read. */
final class Jackson3Writing extends ValueSerializerModifier {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<JsonMapper> mapper;

    Jackson3Writing(Supplier<JsonMapper> mapper) {
        this.mapper = mapper;
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier type, List<BeanPropertyWriter> writers) {
        ClassIntrospector types = mapper.get().deserializationConfig().classIntrospectorInstance();
        JavaType read = type.getType();
        List<BeanPropertyDefinition> required =
                types
                        .introspectForDeserialization(read, types.introspectClassAnnotations(read))
                        .findProperties()
                        .stream()
                        .filter(property -> Jackson3Required.isRequired(property.getConstructorParameter()))
                        .toList();
        writers.replaceAll(writer -> required.stream()
                .filter(property -> !writer.isVirtual() && isWrittenBy(writer, property))
                .findFirst()
                .map(property -> required(config, type.get(), property, writer))
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
                ? config.getAnnotationIntrospector().findUnwrappingNameTransformer(config, writer.getMember())
                : null;
        if (transformer != null) {
            return new UnwrappedWriter(writer, transformer);
        }
        if (writer.hasNullSerializer()) {
            return writer;
        }
        BeanPropertyWriter always = new AlwaysWriter(property, writer, type);
        if (Jackson3Required.refusesNull(property.getConstructorParameter())) {
            always.assignNullSerializer(new NullRefuser());
        }
        return always;
    }

    /** Writes a property that the mapper would leave out: an empty collection, for example. */
    private static final class AlwaysWriter extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("deprecation") // the constructor that replaces it is not in Jackson 3.0
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
        public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context)
                throws Exception {
            if (get(bean) == null) {
                throw new NullException(generator);
            }
            super.serializeAsProperty(bean, generator, context);
        }
    }

    private static final class NullRefuser extends ValueSerializer<Object> {
        @Override
        public void serialize(@Nullable Object none, JsonGenerator generator, SerializationContext context) {
            throw new NullException(generator);
        }
    }

    /** A required property is null in a state that is to be written. */
    static final class NullException extends DatabindException {
        private static final long serialVersionUID = 1L;

        NullException(JsonGenerator generator) {
            super(generator, Refusal.NULL_FOR_REQUIRED);
        }
    }
}
