package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.atomicwrite.state.StateFormat;
import java.lang.reflect.Type;

/** Both Jacksons, with mappers as an application may have them. */
enum EitherJackson {
    THREE {
        @Override
        StateFormat<Object> format(Settings settings, Type type) {
            var mapper = tools.jackson.databind.json.JsonMapper.builder();
            switch (settings) {
                case DEFAULT -> {}
                case SNAKE_CASE ->
                    mapper.propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
                case NON_EMPTY ->
                    mapper.changeDefaultPropertyInclusion(
                            value -> value.withValueInclusion(JsonInclude.Include.NON_EMPTY));
                case NON_DEFAULT ->
                    mapper.changeDefaultPropertyInclusion(
                            value -> value.withValueInclusion(JsonInclude.Include.NON_DEFAULT));
                case LENIENT ->
                    mapper.disable(
                                    tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                                    tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                                    tools.jackson.databind.DeserializationFeature.FAIL_ON_INVALID_SUBTYPE,
                                    tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                                    tools.jackson.databind.DeserializationFeature.WRAP_EXCEPTIONS)
                            .enable(
                                    tools.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
                                    tools.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT,
                                    tools.jackson.databind.DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                                    tools.jackson.databind.DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
                                    tools.jackson.databind.DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                                    tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                            .enable(
                                    tools.jackson.databind.cfg.EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL,
                                    tools.jackson.databind.cfg.EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                            .enable(tools.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES);
                case LONGS_AS_TEXT ->
                    mapper.addModule(new tools.jackson.databind.module.SimpleModule()
                            .addSerializer(Long.class, tools.jackson.databind.ser.std.ToStringSerializer.instance)
                            .addSerializer(long.class, tools.jackson.databind.ser.std.ToStringSerializer.instance));
                case ENUMS_BY_INDEX -> mapper.enable(tools.jackson.databind.cfg.EnumFeature.WRITE_ENUMS_USING_INDEX);
                case SINGLE_UNWRAPPED ->
                    mapper.enable(tools.jackson.databind.SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED);
            }
            return new Jackson3Formats(mapper.build()).of(type);
        }

        @Override
        StateFormat<Object> narrowFormat(Type type) {
            var limits = tools.jackson.core.StreamReadConstraints.builder()
                    .maxStringLength(1000)
                    .maxNestingDepth(3)
                    .build();
            var factory = tools.jackson.core.json.JsonFactory.builder()
                    .streamReadConstraints(limits)
                    .build();
            return new Jackson3Formats(new tools.jackson.databind.json.JsonMapper(factory)).of(type);
        }
    },
    TWO {
        @Override
        StateFormat<Object> format(Settings settings, Type type) {
            var mapper = new com.fasterxml.jackson.databind.ObjectMapper().findAndRegisterModules();
            mapper.disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
            switch (settings) {
                case DEFAULT -> {}
                case SNAKE_CASE ->
                    mapper.setPropertyNamingStrategy(
                            com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
                case NON_EMPTY -> mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);
                case NON_DEFAULT -> mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_DEFAULT);
                case LENIENT -> lenient(mapper);
                case LONGS_AS_TEXT ->
                    mapper.registerModule(new com.fasterxml.jackson.databind.module.SimpleModule()
                            .addSerializer(
                                    Long.class, com.fasterxml.jackson.databind.ser.std.ToStringSerializer.instance)
                            .addSerializer(
                                    long.class, com.fasterxml.jackson.databind.ser.std.ToStringSerializer.instance));
                case ENUMS_BY_INDEX ->
                    mapper.enable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_ENUMS_USING_INDEX);
                case SINGLE_UNWRAPPED ->
                    mapper.enable(
                            com.fasterxml.jackson.databind.SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED);
            }
            return new Jackson2Formats(mapper).of(type);
        }

        @Override
        StateFormat<Object> narrowFormat(Type type) {
            var limits = com.fasterxml.jackson.core.StreamReadConstraints.builder()
                    .maxStringLength(1000)
                    .maxNestingDepth(3)
                    .build();
            var factory = new com.fasterxml.jackson.core.JsonFactoryBuilder()
                    .streamReadConstraints(limits)
                    .build();
            return new Jackson2Formats(new com.fasterxml.jackson.databind.ObjectMapper(factory)).of(type);
        }

        @SuppressWarnings("deprecation")
        private void lenient(com.fasterxml.jackson.databind.ObjectMapper mapper) {
            mapper.disable(
                            com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_INVALID_SUBTYPE,
                            com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                            com.fasterxml.jackson.databind.DeserializationFeature.WRAP_EXCEPTIONS)
                    .enable(
                            com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
                            com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT,
                            com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                            com.fasterxml.jackson.databind.DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
                            com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                            com.fasterxml.jackson.databind.DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL,
                            com.fasterxml.jackson.databind.DeserializationFeature
                                    .READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .enable(com.fasterxml.jackson.databind.MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES);
        }
    };

    /** What an application has set on its mapper. */
    enum Settings {
        DEFAULT,
        SNAKE_CASE,
        NON_EMPTY,
        NON_DEFAULT,
        LENIENT,
        LONGS_AS_TEXT,
        ENUMS_BY_INDEX,
        SINGLE_UNWRAPPED
    }

    abstract StateFormat<Object> format(Settings settings, Type type);

    /** Returns the format of a mapper that reads short texts and few levels alone. */
    abstract StateFormat<Object> narrowFormat(Type type);
}
