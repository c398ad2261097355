package io.github.atomicwrite.jackson;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The settings with which Jackson 3 takes a file only as what it is. */
final class Jackson3Strictness {
    private Jackson3Strictness() {}

    /** Copies a mapper. The copy writes as the mapper does, and reads nothing of another shape. */
    static JsonMapper copy(JsonMapper mapper) {
        Jackson3Shape shape = new Jackson3Shape();
        JsonMapper.Builder strict = mapper.rebuild()
                .clearProblemHandlers()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
                        DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .disable(
                        EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL,
                        EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                .addModule(shape);
        readAsWritten(strict, mapper);
        refuseOtherKinds(strict);
        JsonMapper copy = strict.build();
        shape.mapper(copy);
        return copy;
    }

    /** Some settings come in pairs. Where the application has changed one alone, it could not read its own file. */
    private static void readAsWritten(JsonMapper.Builder strict, JsonMapper mapper) {
        strict.configure(
                DeserializationFeature.UNWRAP_ROOT_VALUE, mapper.isEnabled(SerializationFeature.WRAP_ROOT_VALUE));
        strict.configure(
                DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                mapper.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED));
        strict.configure(
                DateTimeFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS,
                mapper.isEnabled(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS));
        strict.configure(
                EnumFeature.READ_ENUMS_USING_TO_STRING, mapper.isEnabled(EnumFeature.WRITE_ENUMS_USING_TO_STRING));
        strict.configure(
                EnumFeature.READ_ENUM_KEYS_USING_INDEX, mapper.isEnabled(EnumFeature.WRITE_ENUM_KEYS_USING_INDEX));
    }

    private static void refuseOtherKinds(JsonMapper.Builder strict) {
        strict.withCoercionConfigDefaults(
                kinds -> kinds.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
        OtherKinds.REFUSED.forEach((type, shapes) -> strict.withCoercionConfig(
                LogicalType.valueOf(type),
                kinds -> shapes.forEach(
                        shape -> kinds.setCoercion(CoercionInputShape.valueOf(shape), CoercionAction.Fail))));
        for (Class<?> type : OtherKinds.WRITTEN_AS_EMPTY_TEXT) {
            strict.withCoercionConfig(
                    type, kinds -> kinds.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty));
        }
    }
}
