package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Marks the properties that a constructor needs. */
final class Jackson2Required extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return isRequired(member) ? true : null;
    }

    @Override
    public JsonSetter.@Nullable Value findSetterInfo(Annotated member) {
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
