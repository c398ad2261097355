package io.github.atomicwrite.jackson;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** What makes Jackson 3 hold each object to the shape of its type, also where it is nested. */
final class Jackson3Shape extends JacksonModule {
    private final AtomicReference<@Nullable JsonMapper> mapper = new AtomicReference<>();

    /** Sets the mapper that this module is part of. */
    void mapper(JsonMapper built) {
        mapper.set(built);
    }

    private JsonMapper mapper() {
        return Objects.requireNonNull(mapper.get());
    }

    @Override
    public String getModuleName() {
        return getClass().getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Jackson3Required()); // the first answer wins
        context.addDeserializerModifier(new Reading());
        context.addSerializerModifier(new Jackson3Writing(this::mapper));
    }

    private final class Reading extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1L;

        /** What a type writes without reading it, such as the result of a getter, is not unknown. */
        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription.Supplier type, BeanDeserializerBuilder builder) {
            ClassIntrospector types = mapper().serializationConfig().classIntrospectorInstance();
            JavaType written = type.getType();
            types
                    .introspectForSerialization(written, types.introspectClassAnnotations(written))
                    .findProperties()
                    .stream()
                    .filter(property -> property.couldSerialize() && isDerived(property, written, builder))
                    .forEach(property -> builder.addIgnorable(property.getName()));
            return builder;
        }

        /** A constructor gets the whole state. A bean's getter may return state that reading would lose. */
        private boolean isDerived(BeanPropertyDefinition property, JavaType type, BeanDeserializerBuilder builder) {
            return !builder.hasProperty(property.getFullName())
                    && builder.getProperties().hasNext()
                    && (builder.getValueInstantiator().canCreateFromObjectWith()
                            || !BackingField.exists(type.getRawClass(), property.getInternalName()));
        }

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> deserializer) {
            return ScalarSample.of(deserializer.handledType()) == null ? deserializer : scalar(deserializer);
        }

        @Override
        public ValueDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            return scalar(deserializer);
        }

        private ValueDeserializer<?> scalar(ValueDeserializer<?> deserializer) {
            return new Jackson3Scalar(deserializer, Jackson3Shape.this::mapper, ScalarSample.Kind.OTHER);
        }
    }
}
