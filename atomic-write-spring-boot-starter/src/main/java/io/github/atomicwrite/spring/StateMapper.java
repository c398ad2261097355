package io.github.atomicwrite.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifies the mapper of state files, so that the JSON settings of the application's web API don't decide their
 * format.
 *
 * <pre>{@code
 * @Bean(defaultCandidate = false)
 * @StateMapper
 * JsonMapper stateMapper() {
 *     return JsonMapper.builder().build();
 * }
 * }</pre>
 *
 * <p>The bean is a {@code tools.jackson.databind.json.JsonMapper}, or Jackson 2's
 * {@code com.fasterxml.jackson.databind.ObjectMapper}. With {@code defaultCandidate = false} it is injected only where
 * it is asked for, and the mapper that Spring Boot makes stays as it is.
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface StateMapper {}
