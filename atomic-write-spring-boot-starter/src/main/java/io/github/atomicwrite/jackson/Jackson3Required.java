package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Executable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** Marks the properties that a constructor needs. */
final class Jackson3Required extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return isRequired(member) ? true : null;
    }

    @Override
    public JsonSetter.@Nullable Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        return isRequired(member) && refusesNull(member) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : null;
    }

    static boolean isRequired(@Nullable Annotated member) {
        return member instanceof AnnotatedParameter parameter
                && RequiredParameters.isRequired((Executable) parameter.getMember(), parameter.getIndex());
    }

    /** A node or a reference holds null as a value. */
    static boolean refusesNull(@Nullable Annotated member) {
        return member instanceof AnnotatedParameter parameter
                && !JsonNode.class.isAssignableFrom(parameter.getRawType())
                && parameter.getRawType() != AtomicReference.class
                && !RequiredParameters.saysWhatNullMeans((Executable) parameter.getMember(), parameter.getIndex());
    }
}
