package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What makes Jackson 2 hold each object to the shape of its type, also where it is nested. */
final class Jackson2Shape extends Module {
    private final AtomicReference<@Nullable ObjectMapper> mapper = new AtomicReference<>();

    /** Sets the mapper that this module is part of. */
    void mapper(ObjectMapper built) {
        mapper.set(built);
    }

    private ObjectMapper mapper() {
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
        context.insertAnnotationIntrospector(new Jackson2Required()); // the first answer wins
        context.addBeanDeserializerModifier(new Reading());
        context.addBeanSerializerModifier(new Jackson2Writing(this::mapper));
    }

    private final class Reading extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        /** What a type writes without reading it, such as the result of a getter, is not unknown. */
        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription type, BeanDeserializerBuilder builder) {
            JavaType written = type.getType();
            mapper().getSerializationConfig().introspect(written).findProperties().stream()
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
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription type, JsonDeserializer<?> deserializer) {
            return ScalarSample.of(deserializer.handledType()) == null ? deserializer : scalar(deserializer);
        }

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return scalar(deserializer);
        }

        private JsonDeserializer<?> scalar(JsonDeserializer<?> deserializer) {
            return new Jackson2Scalar(deserializer, Jackson2Shape.this::mapper, ScalarSample.Kind.OTHER);
        }
    }
}
