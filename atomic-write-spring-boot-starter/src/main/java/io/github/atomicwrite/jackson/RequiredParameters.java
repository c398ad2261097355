package io.github.atomicwrite.jackson;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which parameters of a constructor a file must have: those that are neither an {@code Optional} nor annotated with a
 * {@code Nullable} of whichever package, and that the mapper doesn't ignore.
 *
 * <p>The annotations of a record's component count as well: an explicit canonical constructor doesn't inherit them.
 */
final class RequiredParameters {
    private static final Set<Class<?>> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private RequiredParameters() {}

    static boolean isRequired(Executable creator, int index) {
        Parameter parameter = creator.getParameters()[index];
        List<AnnotatedElement> elements = elements(creator, parameter, index);
        return !OPTIONALS.contains(parameter.getType())
                && !parameter.getType().isAnnotationPresent(JsonIgnoreType.class)
                && elements.stream()
                        .flatMap(element -> Arrays.stream(element.getAnnotations()))
                        .noneMatch(RequiredParameters::releases)
                && !isIgnoredByItsClass(creator.getDeclaringClass(), elements, parameter);
    }

    /** An annotation that says what {@code null} means wins: {@code @JsonSetter(nulls = AS_EMPTY)}, for example. */
    static boolean saysWhatNullMeans(Executable creator, int index) {
        return elements(creator, creator.getParameters()[index], index).stream()
                .map(element -> element.getAnnotation(JsonSetter.class))
                .anyMatch(setter -> setter != null && setter.nulls() != Nulls.DEFAULT && setter.nulls() != Nulls.SET);
    }

    private static boolean releases(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("Nullable")
                || annotation instanceof JacksonInject
                || annotation instanceof JsonAnySetter
                || (annotation instanceof JsonIgnore ignore && ignore.value())
                || (annotation instanceof JsonProperty property && property.access() == JsonProperty.Access.READ_ONLY);
    }

    private static boolean isIgnoredByItsClass(Class<?> type, List<AnnotatedElement> elements, Parameter parameter) {
        JsonIgnoreProperties ignored = type.getAnnotation(JsonIgnoreProperties.class);
        return ignored != null
                && !ignored.allowSetters()
                && elements.stream()
                        .map(element -> element.getAnnotation(JsonProperty.class))
                        .filter(property ->
                                property != null && !property.value().isEmpty())
                        .map(JsonProperty::value)
                        .findFirst()
                        .or(() -> Optional.of(parameter.getName()))
                        .filter(List.of(ignored.value())::contains)
                        .isPresent();
    }

    /** The parameter, its type, and for a record also the component, its accessor and its field. */
    private static List<AnnotatedElement> elements(Executable creator, Parameter parameter, int index) {
        List<AnnotatedElement> elements = new ArrayList<>();
        elements.add(parameter);
        AnnotatedType[] types = creator.getAnnotatedParameterTypes();
        if (types.length == creator.getParameterCount()) { // differs if the compiler has added parameters
            elements.add(types[index]);
        }
        Class<?> owner = creator.getDeclaringClass();
        RecordComponent[] components = owner.isRecord() ? owner.getRecordComponents() : new RecordComponent[0];
        for (RecordComponent component : components) {
            if (component.getName().equals(parameter.getName())) {
                elements.addAll(List.of(component, component.getAnnotatedType(), component.getAccessor()));
            }
        }
        Arrays.stream(owner.getDeclaredFields())
                .filter(field -> field.getName().equals(parameter.getName()))
                .forEach(elements::add);
        return elements;
    }
}
