package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.jackson.Jackson2Formats;
import io.github.atomicwrite.jackson.Jackson3Formats;
import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.spring.StateMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of {@link StateFiles} with the mapper that is qualified with {@link StateMapper}, else with the
 * application's own mapper: that of Jackson 3 if there is one, else that of Jackson 2. Both versions use the same
 * annotations, so without them there is neither, and the nested classes are not evaluated.
 *
 * <p>The nested configurations are tried in their order: the first that matches defines the bean.
 *
 * <p>Without an {@link AtomicFileWriter} bean there are no state files.
 *
 * <p>Boot's auto-configurations create the mappers. Boot 4 has one for each version of Jackson; Boot 3 has one for
 * Jackson 2.
 */
@AutoConfiguration(
        after = AtomicWriteAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration"
        })
@ConditionalOnClass(com.fasterxml.jackson.annotation.JsonProperty.class)
@ConditionalOnBean(AtomicFileWriter.class)
@EnableConfigurationProperties(AtomicWriteProperties.class)
@Import(ConfigurationsOfProperties.class)
public final class StateFilesAutoConfiguration {

    private static StateFiles stateFiles(
            AtomicWriteProperties properties, AtomicFileWriter writer, StateFiles.Formats formats) {
        return new StateFiles(StateDirectory.create(properties.getState()), writer, formats);
    }

    @Configuration(proxyBeanMethods = false)
    @Order(1)
    @ConditionalOnClass(tools.jackson.databind.json.JsonMapper.class)
    @Conditional(OnStateMapper.OfJackson3.class)
    static class QualifiedJackson3 {
        @Bean
        @ConditionalOnMissingBean
        StateFiles stateFiles(
                AtomicWriteProperties properties,
                AtomicFileWriter writer,
                @StateMapper tools.jackson.databind.json.JsonMapper mapper) {
            return StateFilesAutoConfiguration.stateFiles(properties, writer, new Jackson3Formats(mapper)::of);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Order(2)
    @ConditionalOnClass(com.fasterxml.jackson.databind.ObjectMapper.class)
    @Conditional(OnStateMapper.OfJackson2.class)
    static class QualifiedJackson2 {
        @Bean
        @ConditionalOnMissingBean
        StateFiles stateFiles(
                AtomicWriteProperties properties,
                AtomicFileWriter writer,
                @StateMapper com.fasterxml.jackson.databind.ObjectMapper mapper) {
            return StateFilesAutoConfiguration.stateFiles(properties, writer, new Jackson2Formats(mapper)::of);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Order(3)
    @ConditionalOnClass(tools.jackson.databind.json.JsonMapper.class)
    @ConditionalOnSingleCandidate(tools.jackson.databind.json.JsonMapper.class)
    static class Jackson3 {
        @Bean
        @ConditionalOnMissingBean
        StateFiles stateFiles(
                AtomicWriteProperties properties,
                AtomicFileWriter writer,
                tools.jackson.databind.json.JsonMapper mapper) {
            return StateFilesAutoConfiguration.stateFiles(properties, writer, new Jackson3Formats(mapper)::of);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Order(4)
    @ConditionalOnClass(com.fasterxml.jackson.databind.ObjectMapper.class)
    @ConditionalOnMissingBean(type = "tools.jackson.databind.json.JsonMapper")
    @ConditionalOnSingleCandidate(com.fasterxml.jackson.databind.ObjectMapper.class)
    static class Jackson2 {
        @Bean
        @ConditionalOnMissingBean
        StateFiles stateFiles(
                AtomicWriteProperties properties,
                AtomicFileWriter writer,
                com.fasterxml.jackson.databind.ObjectMapper mapper) {
            return StateFilesAutoConfiguration.stateFiles(properties, writer, new Jackson2Formats(mapper)::of);
        }
    }
}
