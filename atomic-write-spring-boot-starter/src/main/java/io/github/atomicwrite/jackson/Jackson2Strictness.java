package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;

/** The settings with which Jackson 2 takes a file only as what it is. */
final class Jackson2Strictness {
    private Jackson2Strictness() {}

    /** Copies a mapper. The copy writes as the mapper does, and reads nothing of another shape. */
    @SuppressWarnings("deprecation") // a copy of any mapper has no builder
    static ObjectMapper copy(ObjectMapper mapper) {
        Jackson2Shape shape = new Jackson2Shape();
        ObjectMapper strict = mapper.copy()
                .clearProblemHandlers()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_INVALID_SUBTYPE,
                        DeserializationFeature.FAIL_ON_MISSING_EXTERNAL_TYPE_ID_PROPERTY,
                        DeserializationFeature.FAIL_ON_UNRESOLVED_OBJECT_IDS,
                        DeserializationFeature.WRAP_EXCEPTIONS)
                .disable(
                        // What is required is marked, for these two would refuse an absent Optional too.
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        // The type itself writes a read-only property.
                        DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
                        DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT,
                        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL,
                        DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .registerModule(shape);
        readAsWritten(strict);
        refuseOtherKinds(strict);
        shape.mapper(strict);
        return strict;
    }

    /** Some settings come in pairs. Where the application has changed one alone, it could not read its own file. */
    private static void readAsWritten(ObjectMapper strict) {
        strict.configure(
                DeserializationFeature.UNWRAP_ROOT_VALUE, strict.isEnabled(SerializationFeature.WRAP_ROOT_VALUE));
        strict.configure(
                DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                strict.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED));
        strict.configure(
                DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS,
                strict.isEnabled(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS));
        strict.configure(
                DeserializationFeature.READ_ENUMS_USING_TO_STRING,
                strict.isEnabled(SerializationFeature.WRITE_ENUMS_USING_TO_STRING));
    }

    private static void refuseOtherKinds(ObjectMapper strict) {
        strict.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        OtherKinds.REFUSED.forEach(
                (type, shapes) -> shapes.forEach(shape -> strict.coercionConfigFor(LogicalType.valueOf(type))
                        .setCoercion(CoercionInputShape.valueOf(shape), CoercionAction.Fail)));
        for (Class<?> type : OtherKinds.WRITTEN_AS_EMPTY_TEXT) {
            strict.coercionConfigFor(type).setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty);
        }
    }
}
